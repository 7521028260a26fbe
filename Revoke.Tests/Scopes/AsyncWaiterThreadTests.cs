namespace Revoke.Tests.Scopes;

[TestFixture]
[CancelAfter(30_000)]
public sealed class AsyncWaiterThreadTests
{
    private static readonly RevokeScopeOptions Forever = new() { DrainTimeout = Timeout.InfiniteTimeSpan };

    [Test]
    public async Task RevokeAsync_ItsThreadReleases_IsNotSettledBeforeTheEnd()
    {
        using var scope = new RevokeScope("early", Forever);
        using var inRelease = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        new Probe { OnRelease = () => { inRelease.Release(); go.Wait(); } }.Guard(scope);
        var hold = scope.Hold();
        Task<RevokeOutcome>? first = null;
        var p = Party.Start(_ =>
        {
            first = scope.RevokeAsync(RevokeReason.Unplugged);
            scope.Revoke(RevokeReason.Unplugged);
        });
        await p.SleepsAsync();
        await Task.Delay(100);
        hold.Dispose();
        await inRelease.WaitAsync(5000);
        var second = scope.RevokeAsync(RevokeReason.Unplugged);
        await Task.Delay(300);
        var early = first!.IsCompleted;
        go.Release();
        await second;
        Assert.That((early, (await first).IsCompleted), Is.EqualTo((false, true)));
    }
}
