namespace Revoke.Tests.Scopes;

[TestFixture]
[CancelAfter(30_000)]
public sealed class TokenOrderTests
{
    [Test]
    public async Task Completed_TokenHasFired()
    {
        using var scope = new RevokeScope("token");
        var token = scope.Revoked;
        using var inKick = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var once = 0;
        Party? user = null;
        var guarded = new Revocable<object>(scope, new object(), _ => { if (Interlocked.Exchange(ref once, 1) == 0) { inKick.Release(); go.Wait(); } });
        user = Party.Start(me => { using var a = guarded.Enter(); me.Stop(); });
        await user.ReachedStopAsync();
        var revoker = Party.Start(_ => scope.Revoke(RevokeReason.Unplugged));
        await inKick.WaitAsync(5000);
        user.GoOn();
        await user.Ended;
        await scope.RevokeAsync(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(200));
        var fired = token.IsCancellationRequested;
        go.Release();
        await revoker.Ended;
        Assert.That(fired, "the token has fired before anybody else may return");
    }
}
