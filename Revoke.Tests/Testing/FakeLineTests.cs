using Revoke.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Testing;

/// <summary>What a fake device rests on: that the kernel tells exactly what has been read.</summary>
[CancelAfter(60_000)]
public sealed class FakeLineTests
{
    /// <summary>Each time the line says that nothing is unread, its readers have asked for all that was written; it never says so early.</summary>
    [Test]
    public async Task HasUnread_ReadersReadWithoutPause_IsFalseOnlyWhenAllWasTaken(CancellationToken cancellationToken)
    {
        using var line = new FakeLine();
        using var reading = new CancellationTokenSource();
        long asked = 0, written = 0, early = 0;
        var readers = Enumerable.Range(0, 2).Select(seed => Task.Run(
            () =>
            {
                using var slave = Descriptor.Open(line.SlavePath, Native.O_RDWR | Native.O_NONBLOCK);
                var random = new Random(seed);
                var buffer = new byte[300];
                while (!reading.IsCancellationRequested)
                {
                    var length = random.Next(1, buffer.Length);
                    Interlocked.Add(ref asked, length); // before, and what was not there is taken off again: never too little
                    var count = (int)Native.read(slave.Number, ref buffer[0], (nuint)length);
                    Interlocked.Add(ref asked, Math.Max(count, 0) - length);
                }
            },
            cancellationToken)).ToArray();

        for (var i = 0; i < 1_000; i++)
        {
            written += line.Write(new byte[FakeLine.Piece]);
            while (line.HasUnread)
            {
                Thread.Yield();
            }

            early += Interlocked.Read(ref asked) < written ? 1 : 0;
        }

        await reading.CancelAsync();
        await Task.WhenAll(readers);
        Assert.That((early, written, Interlocked.Read(ref asked)), Is.EqualTo((0L, 1_000L * FakeLine.Piece, 1_000L * FakeLine.Piece)));
    }

    [Test]
    public async Task TakeBack_BesideAReader_EachByteGoesToOneOfThemInItsOrder(CancellationToken cancellationToken)
    {
        using var line = new FakeLine();
        using var reading = new CancellationTokenSource();
        var read = new List<byte>();
        var reader = Task.Run(
            () =>
            {
                using var slave = Descriptor.Open(line.SlavePath, Native.O_RDWR | Native.O_NONBLOCK);
                var buffer = new byte[100];
                while (!reading.IsCancellationRequested)
                {
                    var count = (int)Native.read(slave.Number, ref buffer[0], (nuint)buffer.Length);
                    read.AddRange(buffer.AsSpan(0, Math.Max(count, 0)));
                }
            },
            cancellationToken);
        var bytes = FakeDeviceBytesTests.RandomBytes(300_000);
        var queue = new ByteQueue();
        queue.Append(bytes);
        var back = new List<byte>();
        var takenBack = 0;

        for (var round = 0; queue.Count > 0 || line.HasUnread; round++)
        {
            if (round % 3 == 0)
            {
                back.Clear();
                line.TakeBack(back);
                queue.Prepend(back.ToArray());
                takenBack += back.Count;
            }

            queue.Remove(line.HasUnread ? 0 : line.Write(queue.Peek(FakeLine.Piece)));
        }

        await reading.CancelAsync();
        await reader;
        Assert.That(read, Is.EqualTo(bytes));
        Assert.That(takenBack, Is.Positive);
    }

    [Test]
    public void HangUp_SomebodyHasTheMasterForAMoment_HasHungUpOnReturn()
    {
        var line = new FakeLine();
        using var slave = Descriptor.Open(line.SlavePath, Native.O_RDWR | Native.O_NONBLOCK);
        var other = new Descriptor(Descriptor.Check(Native.dup(line.Master.Number), "dup"));
        var hungUp = Task.Run(() => line.HangUp([]));
        SpinWait.SpinUntil(() => line.Master.IsClosed);
        Assert.That(hungUp.IsCompleted, Is.False);

        other.Dispose();

        Assert.That(hungUp.Wait(TimeSpan.FromSeconds(30)));
        using var scope = new RevokeScope("nobody's");
        using var file = scope.Open(slave);
        Assert.That(file.Poll(PollEvents.Out, TimeSpan.Zero) & PollEvents.HangUp, Is.EqualTo(PollEvents.HangUp));
    }
}
