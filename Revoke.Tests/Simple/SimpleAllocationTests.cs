using Revoke.Drivers;

namespace Revoke.Tests.Simple;

[TestFixture]
public sealed class SimpleAllocationTests
{
    private const int Rounds = 2000;

    [Test]
    public void ReadAndWrite_SimpleFile_AllocateNothing([Values("region", "buffer", "counter", "node, held")] string what)
    {
        using var scope = new RevokeScope("allocation");
        var counter = new EventCounter();
        using var file = scope.Open(what switch
        {
            "region" => new MemoryRegion(new byte[64].AsMemory()),
            "buffer" => new BufferFile(64).Open(),
            "counter" => counter.Open(),
            _ => new TextNode(static () => "text"),
        });
        var buffer = new byte[4];
        file.Poll(PollEvents.In, TimeSpan.Zero);
        if (what.StartsWith("node", StringComparison.Ordinal))
        {
            file.Read(buffer);
        }

        var allocated = long.MaxValue;
        for (var attempt = 0; attempt < 5 && allocated != 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++)
            {
                switch (what)
                {
                    case "counter":
                        counter.Add();
                        file.Read(buffer);
                        break;
                    case "node, held":
                        file.Read(buffer, 1);
                        break;
                    default:
                        file.Write(buffer, 0);
                        file.Read(buffer, 0);
                        file.Seek(0, SeekOrigin.Begin);
                        file.Read(buffer);
                        break;
                }
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(allocated, Is.Zero, $"Over {Rounds} rounds, in the best of five attempts (the first ones compile).");
    }
}
