using Revoke.Drivers.Uio;
using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>What every source of interrupts keeps to, of a simulated device or a real one.</summary>
[CancelAfter(60_000)]
public abstract class InterruptConformance
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(20);

    /// <summary>How often a device is opened and removed to look for what is left behind.</summary>
    protected virtual int Repetitions => 10;

    /// <summary>Opens a fresh one, whose count stands where it stood when it was opened.</summary>
    public abstract InterruptSubject Create();

    [Test]
    public async Task Wait_Fired_GetsTheCountAndNoneMissed([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        subject.Fire();
        var first = await Start(subject, form, cancellationToken).Completion;
        subject.Fire();
        var second = await Start(subject, form, cancellationToken).Completion;
        Assert.That((first.Missed, second.Missed, unchecked(second.Count - first.Count)), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public async Task Wait_FiredWhileItSleeps_IsWoken([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        var wait = await Start(subject, form, cancellationToken).AsleepAsync(cancellationToken);
        subject.Fire();
        Assert.That((await wait.ResultAsync(cancellationToken)).Missed, Is.Zero);
    }

    [Test]
    public void Wait_NothingFired_EndsWithItsTime()
    {
        using var subject = Create();
        Assert.That(subject.Device.TryWaitForInterrupt(TimeSpan.Zero, out _), Is.False);
        Assert.That(subject.Device.TryWaitForInterrupt(s_short, out var none), Is.False);
        Assert.That(none, Is.EqualTo(default(UioInterrupt)));
        Assert.That(() => subject.Device.WaitForInterrupt(s_short), Throws.InstanceOf<TimeoutException>());
        Assert.That(() => subject.Device.WaitForInterrupt(TimeSpan.FromSeconds(-2)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Wait_Cancelled_EndsAndLosesNothing([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        using var stop = new CancellationTokenSource();
        var wait = await Start(subject, form, stop.Token).AsleepAsync(cancellationToken);
        await stop.CancelAsync();
        await wait.FailsAsync<OperationCanceledException>(cancellationToken);
        await Start(subject, form, stop.Token).FailsAsync<OperationCanceledException>(cancellationToken);
        subject.Fire();
        Assert.That(subject.Device.WaitForInterrupt(cancellationToken).Missed, Is.Zero);
    }

    [Test]
    public async Task Wait_RevokedWhileItSleeps_IsWokenAndRefused([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        var wait = await Start(subject, form, CancellationToken.None).AsleepAsync(cancellationToken);
        var reason = RevokeReason.Policy("over");
        Assert.That(subject.Device.Scope.Revoke(reason, Timeout.InfiniteTimeSpan).IsCompleted, Is.True, "a sleeper is not waited for");
        Assert.That((await wait.FailsAsync<RevokedException>(cancellationToken)).Reason, Is.EqualTo(reason));
        Assert.That(() => subject.Device.TryWaitForInterrupt(TimeSpan.Zero, out _), Throws.InstanceOf<RevokedException>());
        Assert.That(subject.Device.EnableInterrupt, Throws.InstanceOf<RevokedException>());
        Assert.That(subject.Device.AcknowledgeInterrupt, Throws.InstanceOf<RevokedException>());
        Assert.That(() => subject.Device.EventCount, Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public async Task Wait_DeviceRemovedWhileItSleeps_IsUnpluggedForAll(CancellationToken cancellationToken)
    {
        using var subject = Create();
        var one = await Start(subject, CallForm.Sync, CancellationToken.None).AsleepAsync(cancellationToken);
        var two = await Start(subject, CallForm.Async, CancellationToken.None).AsleepAsync(cancellationToken, sleepers: 2);
        var poll = await Parked.Poll(subject.Device.Node, CallForm.Sync, PollEvents.In).AsleepAsync(cancellationToken, sleepers: 3);
        await subject.RemoveAsync();
        Assert.That((await one.FailsAsync<RevokedException>(cancellationToken)).Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
        Assert.That((await two.FailsAsync<RevokedException>(cancellationToken)).Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
        Assert.That((await poll.ResultAsync(cancellationToken)).HasFlag(PollEvents.Error), Is.True);
        Assert.That(() => subject.Device.WaitForInterrupt(cancellationToken), Throws.InstanceOf<RevokedException>());
        Assert.That(subject.Device.CheckLiveness(), Is.False);
    }

    [Test]
    public async Task Wait_DisposedWhileItSleeps_IsWoken([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var subject = Create();
        var wait = await Start(subject, form, CancellationToken.None).AsleepAsync(cancellationToken);
        await subject.Device.DisposeAsync();
        await wait.FailsAsync<ObjectDisposedException>(cancellationToken);
        await Start(subject, form, CancellationToken.None).FailsAsync<ObjectDisposedException>(cancellationToken);
        Assert.That(() => subject.Device.TryWaitForInterrupt(TimeSpan.Zero, out _, CancellationToken.None), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => subject.Device.EventCount, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => subject.Device.Map(0), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(subject.Device.EnableInterrupt, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(subject.Device.DisableInterrupt, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(subject.Device.AcknowledgeInterrupt, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public async Task Wait_ManyFiredBeforeAndSeenLate_AreAllAccountedFor(CancellationToken cancellationToken)
    {
        using var subject = Create();
        var accounted = 0;
        for (var i = 0; i < 5; i++)
        {
            subject.Fire();
        }

        while (subject.Device.TryWaitForInterrupt(s_short, out var interrupt, cancellationToken))
        {
            accounted += 1 + interrupt.Missed;
        }

        Assert.That(accounted, Is.EqualTo(5));
        await Task.CompletedTask;
    }

    [Test]
    public async Task OpenAndRemove_AgainAndAgain_LeavesNoDescriptorOpen()
    {
        await RoundAsync();     // what is loaded then stays
        var before = OpenDescriptors.Capture();
        for (var i = 0; i < Repetitions; i++)
        {
            await RoundAsync();
        }

        Assert.That(OpenDescriptors.Capture().OpenedSince(before), Is.Empty);
    }

    private async Task RoundAsync()
    {
        using var subject = Create();
        await subject.RemoveAsync();
        Assert.That(() => subject.Device.WaitForInterrupt(Limit.Token), Throws.InstanceOf<RevokedException>());
    }

    private static ParkedCall<UioInterrupt> Start(InterruptSubject subject, CallForm form, CancellationToken cancellationToken) => form == CallForm.Sync
        ? ParkedCall<UioInterrupt>.OnThread(subject.Device.Node, () => subject.Device.WaitForInterrupt(cancellationToken))
        : ParkedCall<UioInterrupt>.AsTask(subject.Device.Node, subject.Device.WaitForInterruptAsync(cancellationToken));
}
