using Revoke.Tests.Scopes;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(30_000)]
public sealed class OpeningEndTests
{
    [Test]
    public async Task Open_FifoWithoutReader_RevokedBesideAHold_FailsAtOnce()
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("open");
        using var hold = scope.Hold();
        Exception? thrown = null;
        var t = Party.Start(_ => { try { scope.Open(fifo.Path, new() { Access = FileAccess.Write }); } catch (Exception e) { thrown = e; } });
        await Task.Delay(200);
        var revoke = scope.RevokeAsync(RevokeReason.Unplugged, Timeout.InfiniteTimeSpan);
        var ok = t.Thread.Join(2000);
        hold.Dispose();
        await revoke;
        Assert.That(ok, "ended within 2 s though a hold of somebody else was there");
    }
}
