namespace Revoke.Tests.Scopes;

public sealed class InterruptTests
{
    [Test]
    public async Task Interrupt_InsideUses_LosesNoExit()
    {
        using var scope = new RevokeScope("interrupted", new() { DrainTimeout = Timeout.InfiniteTimeSpan });
        var stop = false;
        var user = Party.Start(_ =>
        {
            while (!Volatile.Read(ref stop))
            {
                try
                {
                    using (scope.Enter())
                    {
                        Thread.CurrentThread.Join(0);
                    }
                }
                catch (ThreadInterruptedException)
                {
                }
            }
        });
        var contender = Party.Start(_ =>
        {
            while (!Volatile.Read(ref stop))
            {
                using (scope.Enter())
                {
                }
            }
        });
        for (var i = 0; i < 20_000; i++)
        {
            user.Thread.Interrupt();
        }

        Volatile.Write(ref stop, true);
        await Task.WhenAll(user.Ended, contender.Ended);
        Assert.That(scope.CaptureUses(), Is.Empty);
        Assert.That(scope.Revoke(RevokeReason.Unplugged).IsCompleted);
    }

    [Test]
    public async Task Interrupt_WaitingInRevoke_EndsTheWaitAndNotTheRevoke()
    {
        using var scope = new RevokeScope("interrupted revoke", new() { DrainTimeout = Timeout.InfiniteTimeSpan });
        var probe = new Probe();
        using var guarded = probe.Guard(scope);
        var hold = scope.Hold("slow");
        var revoker = Party.Start(_ => Assert.That(() => scope.Revoke(RevokeReason.Unplugged), Throws.InstanceOf<ThreadInterruptedException>()));
        await revoker.SleepsAsync();

        revoker.Thread.Interrupt();

        await revoker.Ended;
        Assert.That((scope.IsRevoked, probe.Releases), Is.EqualTo((true, 0)));
        hold.Dispose();
        await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(probe.Releases, Is.EqualTo(1));
    }

    [Test]
    public async Task Interrupt_WaitingInDispose_IsKeptForTheNextWait()
    {
        var scope = new RevokeScope("interrupted dispose", new() { DrainTimeout = Timeout.InfiniteTimeSpan });
        var hold = scope.Hold("slow");
        var disposer = Party.Start(_ =>
        {
            scope.Dispose();
            Assert.That(() => Thread.CurrentThread.Join(0), Throws.InstanceOf<ThreadInterruptedException>());
        });
        await disposer.SleepsAsync();

        disposer.Thread.Interrupt();

        await disposer.Ended;
        hold.Dispose();
        await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
