using Revoke.Tests.Support;

namespace Revoke.Tests.Scopes;

[TestFixture]
[CancelAfter(30_000)]
public sealed class DependencyTests
{
    private static readonly RevokeScopeOptions Forever = new() { DrainTimeout = Timeout.InfiniteTimeSpan };

    [Test]
    public async Task Revoke_FromInsideAUse_DependencyStopsReleasing_IsWoken()
    {
        using var parent = new RevokeScope("parent", Forever);
        var child = parent.CreateChild("child");
        using var inRelease = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var slow = new Probe { OnRelease = () => { inRelease.Release(); go.Wait(); } }.Guard(child);
        var mine = new Probe().Guard(child);
        var me = Party.Start(p =>
        {
            using var use = mine.Enter();
            p.Stop();
            parent.Revoke(RevokeReason.Unplugged);
        });
        await me.ReachedStopAsync();
        var other = Party.Start(_ => child.Revoke(RevokeReason.Unplugged, TimeSpan.Zero));
        await inRelease.WaitAsync(TimeSpan.FromSeconds(5));
        me.GoOn();
        await me.SleepsAsync();
        await Task.Delay(200);
        go.Release();
        Assert.That(me.Thread.Join(3000), "does not wait for its own use");
        await me.Ended;
    }

    [Test]
    public async Task Revoke_FromInsideAUse_DependencyBeginsLate_IsWoken()
    {
        var time = new HookTime();
        using var parent = new RevokeScope("parent", new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan, TimeProvider = time });
        var mine = new Probe().Guard(parent);
        Thread? disposer = null;
        using var at = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var count = 0;
        var me = Party.Start(p =>
        {
            using var use = mine.Enter();
            p.Stop();
            parent.Revoke(RevokeReason.Unplugged);
        });
        await me.ReachedStopAsync();
        time.OnTimestamp = () =>
        {
            // The second time is that of _woken, just before _begun.
            if (Thread.CurrentThread == disposer && ++count == 2)
            {
                at.Release();
                go.Wait();
            }
        };
        var other = Party.Start(_ => { disposer = Thread.CurrentThread; mine.Dispose(); });
        Assert.That(await at.WaitAsync(5000));
        me.GoOn();
        await me.SleepsAsync();
        await Task.Delay(200);
        go.Release();
        Assert.That(me.Thread.Join(3000), "does not wait for its own use");
        await me.Ended;
    }
}
