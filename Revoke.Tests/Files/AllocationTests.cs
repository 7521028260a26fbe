using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
public sealed class AllocationTests
{
    private const int Rounds = 2000;

    [Test]
    public void ReadAndWrite_Sync_AllocateNothing([Values("/dev/zero", "regular file", "pipe", "attribute")] string what)
    {
        using var folder = new TemporaryFolder();
        using var pipe = new Pipe();
        using var scope = new RevokeScope("allocation");
        using var reader = what switch
        {
            "pipe" => scope.Open(pipe.Reader),
            "regular file" => scope.Open(folder["f"], new RevocableFileOptions { Create = true }),
            "attribute" => scope.Open("/proc/self/oom_score_adj"),
            _ => scope.Open(what),
        };
        using var pipeWriter = scope.Open(pipe.Writer);
        var writer = what is "pipe" ? pipeWriter : reader;
        var seekable = reader.CanSeek;
        var buffer = new byte[1];
        buffer[0] = (byte)'0';

        var allocated = long.MaxValue;
        for (var attempt = 0; attempt < 5 && allocated != 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++)
            {
                _ = seekable ? writer.Write(buffer, 0) : writer.Write(buffer);
                _ = seekable ? reader.Read(buffer, 0) : reader.Read(buffer);
                _ = reader.TryRead(seekable ? [] : default, out _);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(allocated, Is.Zero, $"Over {Rounds} reads and writes, in the best of five attempts (the first ones compile).");
    }

    [Test]
    public void Counter_AnAllocation_IsSeen()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new byte[1]);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Positive);
    }
}
