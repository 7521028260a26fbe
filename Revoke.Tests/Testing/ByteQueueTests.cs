using Revoke.Testing;

namespace Revoke.Tests.Testing;

public sealed class ByteQueueTests
{
    /// <summary>Whatever is done to it in whatever order, it is a list.</summary>
    [Test]
    public void Queue_AnyOrderOfSteps_IsAList()
    {
        var random = new Random(20_260);
        var queue = new ByteQueue();
        var list = new List<byte>();
        for (var step = 0; step < 20_000; step++)
        {
            var bytes = FakeDeviceBytesTests.RandomBytes(random.Next(700));
            switch (random.Next(20))
            {
                case < 6:
                    queue.Append(bytes);
                    list.AddRange(bytes);
                    break;
                case 6:
                    queue.Prepend(bytes);
                    list.InsertRange(0, bytes);
                    break;
                case 7 when random.Next(50) == 0:
                    queue.Clear();
                    list.Clear();
                    break;
                default:
                    var piece = queue.Peek(bytes.Length).ToArray();
                    Assert.That(piece, Is.EqualTo(list.Take(bytes.Length)), $"step {step}");
                    queue.Remove(piece.Length);
                    list.RemoveRange(0, piece.Length);
                    break;
            }

            Assert.That(queue.Count, Is.EqualTo(list.Count), $"step {step}");
        }
    }
}
