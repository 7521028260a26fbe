using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>A PCM that plays and records when the test says so: what wakes who sleeps in it, and what he is told.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class ScriptedPcmTests : AlsaFixture
{
    private const int Period = 100;
    private const int Buffer = 4 * Period;
    private const int Frame = 4;

    private static readonly PcmOptions s_options = new() { PeriodFrames = Period, BufferFrames = Buffer };

    [SetUp]
    public void CreatePcm() => _ = new ScriptedPcm();

    [Test]
    public async Task WriteFrames_BufferIsFull_SleepsUntilSomethingIsPlayed(
        [Values(ScriptedPcm.Plain, ScriptedPcm.Several, ScriptedPcm.AlwaysReady)] string name, [Values] CallForm form, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenPlayback(name, Stereo, s_options);
        var frames = CreateFrames(2 * Buffer);
        var write = Write(pcm, frames, form);
        await AsleepAsync(pcm, cancellationToken);
        Assert.That(ScriptedPcm.Played, Has.Length.EqualTo(Buffer * Frame));
        for (var moved = 0; moved < Buffer; moved += Period)
        {
            ScriptedPcm.Move(Period);
            await Eventually.TrueAsync(() => ScriptedPcm.Played.Length == (Buffer + moved + Period) * Frame, "the period is taken", cancellationToken);
        }

        Assert.That(await write.WaitAsync(Limit.Token), Is.EqualTo(2 * Buffer));
        Assert.That(ScriptedPcm.Played, Is.EqualTo(frames));
    }

    [Test]
    public async Task ReadFrames_NothingHasCome_SleepsUntilThereIs(
        [Values(ScriptedPcm.Plain, ScriptedPcm.Several, ScriptedPcm.AlwaysReady)] string name, [Values] CallForm form, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenCapture(name, Stereo, s_options);
        var frames = new byte[3 * Period * Frame];
        var read = form == CallForm.Async ? pcm.ReadFramesAsync(frames, cancellationToken).AsTask() : Start(() => pcm.ReadFrames(frames));
        for (var period = 0; period < 3; period++)
        {
            await AsleepAsync(pcm, cancellationToken);
            ScriptedPcm.Move(Period);
        }

        Assert.That(await read.WaitAsync(Limit.Token), Is.EqualTo(3 * Period));
        Assert.That(MemoryMarshal.Cast<byte, int>(frames).ToArray(), Is.EqualTo(Enumerable.Range(0, 3 * Period)));
    }

    [Test]
    public async Task WriteFrames_ReadyForNothing_LooksFromTimeToTimeOnly([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenPlayback(ScriptedPcm.Plain, Stereo, s_options);
        var write = Write(pcm, CreateFrames(Buffer + Period), form);
        await AsleepAsync(pcm, cancellationToken);
        ScriptedPcm.Stick();

        // Pauses of 5 ms make 40 of it; without them there are tens of thousands.
        await Eventually.TrueAsync(() => ScriptedPcm.Looks >= 10, "it looks again", cancellationToken);
        var before = ScriptedPcm.Looks;
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        Assert.That(ScriptedPcm.Looks - before, Is.LessThan(200));

        ScriptedPcm.Move(Period);
        Assert.That(await write.WaitAsync(Limit.Token), Is.EqualTo(Buffer + Period));
    }

    [Test]
    public async Task WriteFrames_CardGoesWhileItSleeps_IsUnpluggedAndSaysHowMuchItTook(
        [Values(ScriptedPcm.Plain, ScriptedPcm.Several, ScriptedPcm.AlwaysReady)] string name, [Values] CallForm form, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenPlayback(name, Stereo, s_options);
        var write = Write(pcm, CreateFrames(2 * Buffer), form);
        await AsleepAsync(pcm, cancellationToken);
        ScriptedPcm.Move(Period);
        await Eventually.TrueAsync(() => ScriptedPcm.Played.Length == (Buffer + Period) * Frame, "the period is taken", cancellationToken);
        await AsleepAsync(pcm, cancellationToken);
        ScriptedPcm.Unplug();

        var gone = (await Assert.ThrowsAsync<RevokedException>(async () => await write.WaitAsync(Limit.Token)))!;
        Assert.That((gone.Reason!.Cause, gone.BytesTransferred), Is.EqualTo((RevokeCause.Unplugged, (long)(Buffer + Period) * Frame)));
        await Eventually.TrueAsync(() => ScriptedPcm.Closed == 1, "it is closed", cancellationToken);
        Assert.That(() => pcm.WriteFrames(new byte[Frame]), Throws.InstanceOf<RevokedException>());
        Assert.That(ScriptedPcm.Opened, Is.EqualTo(1));
    }

    [Test]
    public async Task WriteFrames_RevokedWhileItSleeps_SaysHowMuchItTookAndClosesOnce([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenPlayback(ScriptedPcm.Several, Stereo, s_options);
        var write = Write(pcm, CreateFrames(2 * Buffer), form);
        await AsleepAsync(pcm, cancellationToken);

        var outcome = pcm.Scope.Revoke(RevokeReason.Policy("test"));

        var refused = (await Assert.ThrowsAsync<RevokedException>(async () => await write.WaitAsync(Limit.Token)))!;
        Assert.That((refused.Reason!.Cause, refused.BytesTransferred), Is.EqualTo((RevokeCause.Policy, (long)Buffer * Frame)));
        Assert.That((outcome.IsCompleted, outcome.Released, ScriptedPcm.Closed), Is.EqualTo((true, 1, 1)));
        using var again = Alsa.OpenPlayback(ScriptedPcm.Several, Stereo, s_options);
        Assert.That(again.State, Is.EqualTo(PcmState.Prepared), "somebody else can have it at once");
    }

    [Test]
    public async Task WriteFramesAsync_CancelledWhileItSleeps_SaysHowManyWereWritten(CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenPlayback(ScriptedPcm.Plain, Stereo, s_options);
        using var cancel = new CancellationTokenSource();
        var write = pcm.WriteFramesAsync(CreateFrames(2 * Buffer), cancel.Token).AsTask();
        await AsleepAsync(pcm, cancellationToken);
        await cancel.CancelAsync();
        Assert.That(await write.WaitAsync(Limit.Token), Is.EqualTo(Buffer));
        Assert.That(async () => await pcm.WriteFramesAsync(CreateFrames(Period), cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        ScriptedPcm.Move(Buffer / 2);
        Assert.That(pcm.WriteFrames(CreateFrames(Period)), Is.EqualTo(Period), "it plays on");
    }

    [Test]
    public async Task WriteFrames_XrunWhileItSleeps_IsSaidOnceAndNeverTakenForGone([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenPlayback(ScriptedPcm.Plain, Stereo, s_options);
        var write = Write(pcm, CreateFrames(2 * Buffer), form);
        await AsleepAsync(pcm, cancellationToken);
        ScriptedPcm.Xrun();

        var stopped = (await Assert.ThrowsAsync<PcmStoppedException>(async () => await write.WaitAsync(Limit.Token)))!;
        Assert.That((stopped.IsSuspended, stopped.FramesTransferred, pcm.XrunCount, pcm.Scope.IsRevoked), Is.EqualTo((false, (long)Buffer, 1L, false)));
        pcm.Prepare();
        Assert.That(pcm.WriteFrames(CreateFrames(Period)), Is.EqualTo(Period));
    }

    [Test]
    public async Task WriteFrames_XrunWithRecovery_GoesOn([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenPlayback(ScriptedPcm.Plain, Stereo, s_options with { Recovery = PcmRecovery.Xrun });
        var write = Write(pcm, CreateFrames(2 * Buffer), form);
        await AsleepAsync(pcm, cancellationToken);
        ScriptedPcm.Xrun();
        Assert.That(await write.WaitAsync(Limit.Token), Is.EqualTo(2 * Buffer), "the ring buffer is empty after it, so the rest has room");
        Assert.That(pcm.XrunCount, Is.EqualTo(1));
    }

    [Test]
    public async Task WriteFrames_HardwareSleeps_IsSaidOrResumed([Values(PcmRecovery.Xrun, PcmRecovery.Suspend)] PcmRecovery recovery, [Values(0, 3, -1)] int refusals, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenPlayback(ScriptedPcm.Plain, Stereo, s_options with { Recovery = recovery });
        var write = Write(pcm, CreateFrames(2 * Buffer), CallForm.Sync);
        await AsleepAsync(pcm, cancellationToken);
        ScriptedPcm.Suspend(refusals);
        if (recovery == PcmRecovery.Xrun)
        {
            var stopped = (await Assert.ThrowsAsync<PcmStoppedException>(async () => await write.WaitAsync(Limit.Token)))!;
            Assert.That((stopped.IsSuspended, stopped.FramesTransferred, pcm.XrunCount), Is.EqualTo((true, (long)Buffer, 0L)));
            pcm.Resume();
            Assert.That(pcm.State, Is.AnyOf(PcmState.Running, PcmState.Prepared));
            return;
        }

        while (!write.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            ScriptedPcm.Move(pcm.State == PcmState.Running ? Period : 0);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
        }

        Assert.That(await write.WaitAsync(Limit.Token), Is.EqualTo(2 * Buffer));
    }

    [Test]
    public async Task Poll_WhileItSleeps_IsWokenByFramesAndByTheEnd(
        [Values(ScriptedPcm.Plain, ScriptedPcm.Several, ScriptedPcm.AlwaysReady)] string name, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenCapture(name, Stereo, s_options);
        pcm.Start();
        Assert.That(pcm.Poll(TimeSpan.FromMilliseconds(10), cancellationToken), Is.EqualTo(PollEvents.None));

        var poll = Start(() => pcm.Poll(Timeout.InfiniteTimeSpan, cancellationToken));
        await AsleepAsync(pcm, cancellationToken);
        ScriptedPcm.Move(Period);
        Assert.That(await poll.WaitAsync(Limit.Token), Is.EqualTo(PollEvents.In));

        Assert.That(pcm.ReadFrames(new byte[Period * Frame]), Is.EqualTo(Period));
        poll = Start(() => pcm.Poll(Timeout.InfiniteTimeSpan, cancellationToken));
        await AsleepAsync(pcm, cancellationToken);
        ScriptedPcm.Unplug();
        Assert.That(await poll.WaitAsync(Limit.Token) & (PollEvents.Error | PollEvents.HangUp), Is.EqualTo(PollEvents.Error | PollEvents.HangUp));
        Assert.That(pcm.Scope.Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
    }

    [Test]
    public async Task Drain_WhileItPlays_EndsWithTheLastFrameOrTheCard([Values] bool isUnplugged, [Values] CallForm form, CancellationToken cancellationToken)
    {
        using var pcm = Alsa.OpenPlayback(ScriptedPcm.Plain, Stereo, s_options);
        pcm.WriteFrames(CreateFrames(Buffer));
        var drain = form == CallForm.Async ? pcm.DrainAsync(cancellationToken).AsTask() : Start(() =>
        {
            pcm.Drain();
            return 0;
        });
        await AsleepAsync(pcm, cancellationToken);
        if (isUnplugged)
        {
            ScriptedPcm.Unplug();
            Assert.That(async () => await drain.WaitAsync(Limit.Token), Throws.InstanceOf<RevokedException>().With.Property(nameof(RevokedException.Reason)).Property(nameof(RevokeReason.Cause)).EqualTo(RevokeCause.Unplugged));
            return;
        }

        ScriptedPcm.Move(Period);
        Assert.That(drain.IsCompleted, Is.False);
        while (!drain.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            ScriptedPcm.Move(Period);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
        }

        await drain.WaitAsync(Limit.Token);
        Assert.That(pcm.State, Is.EqualTo(PcmState.Setup));
    }

    private static byte[] CreateFrames(int count)
    {
        var bytes = new byte[count * Frame];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private static Task<int> Write(AlsaPcm pcm, byte[] frames, CallForm form) => form == CallForm.Async ? pcm.WriteFramesAsync(frames, Limit.Token).AsTask() : Start(() => pcm.WriteFrames(frames));

    private static Task<T> Start<T>(Func<T> call) => Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static Task AsleepAsync(AlsaPcm pcm, CancellationToken cancellationToken) =>
        Eventually.TrueAsync(() => SleepersOf.Count(FileOf(pcm)) > 0, string.Create(CultureInfo.InvariantCulture, $"somebody sleeps in {pcm}"), cancellationToken);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_file")]
    private static extern ref RevocableFile FileOf(AlsaPcm pcm);
}
