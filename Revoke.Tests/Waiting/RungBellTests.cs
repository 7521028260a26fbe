using Revoke.Drivers;
using Revoke.Tests.Scopes;
using Revoke.Waiting;

namespace Revoke.Tests.Waiting;

[TestFixture]
[CancelAfter(30_000)]
public sealed class RungBellTests
{
    [Test]
    public void BlockingSleep_BellStillRung_KeepsItsDeadline()
    {
        var scope = new RevokeScope("bell");
        var bell = ScopeBell.Of(scope);
        bell.Join();
        bell.Join(); // the first one has none
        bell.Ring();
        var t = Party.Start(_ => BlockingWaiter.Sleep(scope, new WaitQueue(), WaitRequest.ForSource(new WaitSource(), WaitSource.Epoch), new Deadline(TimeProvider.System, TimeSpan.FromMilliseconds(1)), default));
        var ok = t.Thread.Join(2000);
        bell.Leave();
        bell.Leave();
        Assert.That(ok, "1 ms deadline");
    }
}
