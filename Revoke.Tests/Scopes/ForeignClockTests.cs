using Revoke.Tests.Support;

namespace Revoke.Tests.Scopes;

[TestFixture]
[CancelAfter(30_000)]
public sealed class ForeignClockTests
{
    [Test]
    public async Task Wait_OwnClock_EndsAtTheDeadline()
    {
        for (var i = 0; i < 60; i++)
        {
            var scope = new RevokeScope("clock", new RevokeScopeOptions { TimeProvider = new PlainTime() });
            using var hold = scope.Hold();
            var party = Party.Start(_ => scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(20)));
            Assert.That(party.Thread.Join(2000), $"round {i}: waits 2 s past 20 ms");
            await party.Ended;
        }
    }
}
