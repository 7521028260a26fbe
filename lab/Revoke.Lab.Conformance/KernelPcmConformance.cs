using NUnit.Framework;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Support;

namespace Revoke.Lab.Conformance;

/// <summary>What PCMs of a card of the kernel's keep to, with its clock, its interrupts and its memory.</summary>
[CancelAfter(90_000)]
public abstract class KernelPcmConformance
{
    private static readonly PcmFormat s_stereo = new(48_000, 2);
    private static readonly PcmOptions s_small = new() { PeriodFrames = 480, BufferFrames = 1920, AllowNear = true };

    private AlsaDriver _alsa = null!;

    /// <summary>A PCM that plays and records, one of each at a time.</summary>
    protected abstract string Name { get; }

    /// <summary>How many there are of it.</summary>
    protected virtual int Streams => 1;

    [SetUp]
    public void SetUp() => _alsa = new AlsaDriver();

    [TearDown]
    public void TearDown() => _alsa.Dispose();

    [Test]
    public void Open_WhatTheCardHasNot_IsSaidOrNear()
    {
        Assert.That(() => _alsa.OpenPlayback(Name, new PcmFormat(1_234_567, 2)), Throws.InstanceOf<NotSupportedException>().With.Message.Contains(Name).And.Message.Contains("1234567"));
        using var pcm = _alsa.OpenPlayback(Name, s_stereo with { Rate = 47_999 }, new PcmOptions { AllowNear = true });
        Assert.That(pcm.Format.Rate, Is.EqualTo(48_000).Within(1));
        Assert.That((pcm.State, pcm.Generation > 0), Is.EqualTo((PcmState.Prepared, true)));
    }

    [Test]
    public void Open_SomebodyElseHasIt_IsBusy()
    {
        var others = Enumerable.Range(0, Streams).Select(_ => _alsa.OpenPlayback(Name, s_stereo)).ToList();
        Assert.That(() => _alsa.OpenPlayback(Name, s_stereo), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(16).And.Message.Contains(Name));
        others[0].Dispose();
        _alsa.OpenPlayback(Name, s_stereo).Dispose();
        others.ForEach(static other => other.Dispose());
    }

    [Test]
    public async Task WriteFrames_MoreThanTheBuffer_SleepsAndDrains([Values] bool isAsync, CancellationToken cancellationToken)
    {
        using var pcm = _alsa.OpenPlayback(Name, s_stereo, s_small with { Recovery = PcmRecovery.All });
        var frames = new byte[5 * pcm.BufferFrames * pcm.Format.BytesPerFrame];
        var moved = isAsync ? await pcm.WriteFramesAsync(frames, cancellationToken) : pcm.WriteFrames(frames);
        Assert.That(moved, Is.EqualTo(5 * pcm.BufferFrames));
        var status = pcm.ReadStatus();
        Assert.That((status.Time > TimeSpan.Zero, status.Triggered <= status.Time), Is.EqualTo((true, true)));
        await (isAsync ? pcm.DrainAsync(cancellationToken).AsTask() : Task.Run(pcm.Drain, cancellationToken));
        Assert.That(pcm.State, Is.EqualTo(PcmState.Setup));
    }

    [Test]
    public async Task ReadFrames_MoreThanTheBuffer_Sleeps([Values] bool isAsync, CancellationToken cancellationToken)
    {
        using var pcm = _alsa.OpenCapture(Name, s_stereo, s_small with { Recovery = PcmRecovery.All });
        var frames = new byte[3 * pcm.BufferFrames * pcm.Format.BytesPerFrame];
        var moved = isAsync ? await pcm.ReadFramesAsync(frames, cancellationToken) : pcm.ReadFrames(frames);
        Assert.That(moved, Is.EqualTo(3 * pcm.BufferFrames));
    }

    [Test]
    public async Task WriteFrames_AfterAnXrun_IsSaidAndNotTakenForGone(CancellationToken cancellationToken)
    {
        using var pcm = _alsa.OpenPlayback(Name, s_stereo, s_small);
        await RunDryAsync(pcm, cancellationToken);
        var period = new byte[pcm.PeriodFrames * pcm.Format.BytesPerFrame];
        Assert.That(() => pcm.WriteFrames(period), Throws.InstanceOf<PcmStoppedException>().With.Property("IsSuspended").False.And.Property("FramesTransferred").EqualTo(0));
        Assert.That(() => pcm.DelayFrames, Throws.InstanceOf<PcmStoppedException>());
        Assert.That((pcm.XrunCount, pcm.Scope.IsRevoked), Is.EqualTo((1, false)));
        pcm.Prepare();
        Assert.That(pcm.WriteFrames(period), Is.EqualTo(pcm.PeriodFrames));
    }

    [Test]
    public async Task WriteFrames_AfterAnXrunWithRecovery_GoesOn(CancellationToken cancellationToken)
    {
        using var pcm = _alsa.OpenPlayback(Name, s_stereo, s_small with { Recovery = PcmRecovery.Xrun });
        await RunDryAsync(pcm, cancellationToken);
        Assert.That(pcm.WriteFrames(new byte[2 * pcm.BufferFrames * pcm.Format.BytesPerFrame]), Is.EqualTo(2 * pcm.BufferFrames));
        Assert.That(pcm.XrunCount, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public async Task ReadFrames_AfterAnXrun_IsSaidOrGotOver([Values] bool recovers, CancellationToken cancellationToken)
    {
        using var pcm = _alsa.OpenCapture(Name, s_stereo, s_small with { Recovery = recovers ? PcmRecovery.Xrun : PcmRecovery.None });
        pcm.Start();
        await Eventually.TrueAsync(() => pcm.State == PcmState.Xrun, "too late", cancellationToken);
        var period = new byte[pcm.PeriodFrames * pcm.Format.BytesPerFrame];
        Assert.That(() => pcm.ReadFrames(period), recovers ? Is.EqualTo(pcm.PeriodFrames) : Throws.InstanceOf<PcmStoppedException>());
        Assert.That(pcm.XrunCount, Is.GreaterThanOrEqualTo(1));
    }

    [Test]
    public void Pause_Running_HoldsStillAndGoesOn()
    {
        using var pcm = _alsa.OpenPlayback(Name, s_stereo, s_small with { BufferFrames = 19_200, PeriodFrames = 4_800, StartThreshold = 1, Recovery = PcmRecovery.All });
        if (!pcm.CanPause)
        {
            Assert.That(() => pcm.Pause(), Throws.InstanceOf<NotSupportedException>().With.Message.Contains(Name));
            return;
        }

        pcm.WriteFrames(new byte[pcm.BufferFrames * pcm.Format.BytesPerFrame]);
        pcm.Pause();
        Assert.That(pcm.State, Is.EqualTo(PcmState.Paused));
        pcm.Pause(isPaused: false);
        Assert.That(pcm.State, Is.EqualTo(PcmState.Running));
        pcm.Drop();
        Assert.That(pcm.State, Is.EqualTo(PcmState.Setup));
    }

    [Test]
    public void Poll_Playback_IsReadyUntilTheBufferIsFull()
    {
        using var pcm = _alsa.OpenPlayback(Name, s_stereo, s_small with { StartThreshold = int.MaxValue });
        Assert.That(pcm.Poll(TimeSpan.Zero), Is.EqualTo(PollEvents.Out));
        pcm.WriteFrames(new byte[pcm.BufferFrames * pcm.Format.BytesPerFrame]);
        Assert.That((pcm.Poll(TimeSpan.Zero), pcm.AvailableFrames), Is.EqualTo((PollEvents.None, 0)));
        pcm.Start();
        Assert.That(pcm.Poll(Timeout.InfiniteTimeSpan), Is.EqualTo(PollEvents.Out));
    }

    [Test]
    public void WriteFramesAsync_Cancelled_SaysWhatWasWritten()
    {
        using var pcm = _alsa.OpenPlayback(Name, s_stereo, s_small with { StartThreshold = int.MaxValue });
        using var cancellation = new CancellationTokenSource();
        var writing = pcm.WriteFramesAsync(new byte[3 * pcm.BufferFrames * pcm.Format.BytesPerFrame], cancellation.Token).AsTask();
        SpinWait.SpinUntil(() => pcm.AvailableFrames == 0);
        cancellation.Cancel();
        Assert.That(async () => await writing, Is.EqualTo(pcm.BufferFrames));
        Assert.That(async () => await pcm.WriteFramesAsync(new byte[4], cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Revoke_EveryCallAsleep_EndsItAndLetsTheCardGo([Values("write", "async write", "read", "async read", "drain", "async drain", "poll", "ring")] string call)
    {
        using var pcm = call.EndsWith("read", StringComparison.Ordinal) || call == "poll" ? _alsa.OpenCapture(Name, s_stereo, s_small with { BufferFrames = 48_000 })
            : _alsa.OpenPlayback(Name, s_stereo, s_small with { StartThreshold = int.MaxValue, BufferFrames = 48_000, MapsRing = call == "ring" });
        var whole = new byte[2 * pcm.BufferFrames * pcm.Format.BytesPerFrame];
        var asleep = Task.Run(() => UseAsync(pcm, call, whole));
        SpinWait.SpinUntil(() => call is "drain" or "async drain" ? pcm.State == PcmState.Draining : call == "poll" || pcm.Direction == PcmDirection.Capture ? pcm.State is PcmState.Running or PcmState.Prepared : pcm.AvailableFrames == 0);

        var outcome = pcm.Scope.Revoke(RevokeReason.Policy("test"));
        Assert.That((outcome.IsCompleted, outcome.Stuck.Count), Is.EqualTo((true, 0)));
        var expected = Throws.InstanceOf<RevokedException>().With.Property(nameof(RevokedException.Reason)).Property(nameof(RevokeReason.Cause)).EqualTo(RevokeCause.Policy);
        Assert.That(async () => await asleep, call.EndsWith("write", StringComparison.Ordinal) ? expected.And.Property(nameof(RevokedException.BytesTransferred)).EqualTo(whole.Length / 2) : expected);
        using var next = pcm.Direction == PcmDirection.Playback ? _alsa.OpenPlayback(Name, s_stereo) : _alsa.OpenCapture(Name, s_stereo);
        Assert.That(next.State, Is.EqualTo(PcmState.Prepared), "the card is free at once");
    }

    [Test]
    public void MapRing_Committed_IsPlayedAndSeenOnBothPages()
    {
        using var pcm = _alsa.OpenPlayback(Name, s_stereo, s_small with { MapsRing = true, StartThreshold = int.MaxValue });
        using var ring = pcm.MapRing();
        using (var region = ring.Begin(pcm.PeriodFrames))
        {
            Assert.That((region.Frames, region.Bytes.Length), Is.EqualTo((pcm.PeriodFrames, pcm.PeriodFrames * pcm.Format.BytesPerFrame)));
            region.Bytes.Fill(7);
            region.Commit(region.Frames);
        }

        using (var view = ring.Mapping.View(0, 4))
        {
            Assert.That(view.Span.ToArray(), Is.EqualTo(new byte[] { 7, 7, 7, 7 }));
        }

        Assert.That(ring.Mapping.Length, Is.GreaterThanOrEqualTo(pcm.BufferFrames * pcm.Format.BytesPerFrame));
        using var status = pcm.MapStatus();
        using var control = pcm.MapControl();
        using (var registers = status.Registers())
        {
            Assert.That((PcmState)registers.ReadUInt32(0), Is.EqualTo(PcmState.Prepared));
        }

        using (var registers = control.Registers())
        {
            Assert.That(registers.ReadUInt64(0), Is.EqualTo((ulong)pcm.PeriodFrames));
        }

        pcm.Start();
        SpinWait.SpinUntil(() => HardwareFrames(status) > 0);
    }

    [Test]
    public unsafe void MapRing_Revoked_IsSilenceAndRefused()
    {
        using var pcm = _alsa.OpenPlayback(Name, s_stereo, s_small with { MapsRing = true, StartThreshold = int.MaxValue });
        using var ring = pcm.MapRing();
        using var status = pcm.MapStatus();
        var pointer = (uint*)ring.Mapping.DangerousGetPointer();
        Task<RevokeOutcome> revoking;
        using (var region = ring.Begin())
        {
            region.Bytes.Fill(7);
            revoking = Task.Run(() => pcm.Scope.Revoke(RevokeReason.Policy("test")));
            while (!region.IsRevoked)
            {
                Thread.Yield();
            }

            Assert.That(*pointer, Is.EqualTo(0x07070707), "nothing is taken from under who is inside");
        }

        SpinWait.SpinUntil(() => revoking.IsCompleted);
        Assert.That(*pointer, Is.Zero);
        *pointer = 1;   // heard by nobody
        Assert.That(() => ring.Begin().Dispose(), Throws.InstanceOf<RevokedException>());
        Assert.That(() => pcm.MapRing(), Throws.InstanceOf<RevokedException>());
        Assert.That(() => status.Registers().Dispose(), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public void Commit_AfterAnXrun_IsSaidOrGotOver([Values] bool recovers, CancellationToken cancellationToken)
    {
        using var pcm = _alsa.OpenPlayback(Name, s_stereo, s_small with { MapsRing = true, Recovery = recovers ? PcmRecovery.Xrun : PcmRecovery.None });
        using var ring = pcm.MapRing();
        var region = ring.Begin(pcm.PeriodFrames);
        var committed = CommitAfterAnXrun(pcm, region, cancellationToken);
        Assert.That(committed, recovers ? Is.Null : Is.InstanceOf<PcmStoppedException>());
        Assert.That((pcm.XrunCount, pcm.State), Is.EqualTo((1, recovers ? PcmState.Prepared : PcmState.Xrun)));
    }

    private static async Task UseAsync(AlsaPcm pcm, string call, byte[] whole)
    {
        switch (call)
        {
            case "write":
                pcm.WriteFrames(whole);
                break;
            case "async write":
                await pcm.WriteFramesAsync(whole);
                break;
            case "read":
                pcm.ReadFrames(whole);
                break;
            case "async read":
                await pcm.ReadFramesAsync(whole);
                break;
            case "drain":
                pcm.WriteFrames(whole.AsSpan(0, whole.Length / 2));
                pcm.Start();
                pcm.Drain();
                break;
            case "async drain":
                pcm.WriteFrames(whole.AsSpan(0, whole.Length / 2));
                pcm.Start();
                await pcm.DrainAsync();
                break;
            case "poll":
                while ((pcm.Poll(Timeout.InfiniteTimeSpan) & PollEvents.HangUp) == PollEvents.None)
                {
                    // It does not read, so it is ready again and again once it runs; it is not started.
                }

                _ = pcm.State;
                break;
            default:
                using (var ring = pcm.MapRing())
                {
                    while (true)
                    {
                        using var region = ring.Begin();
                        region.Commit(region.Frames);
                    }
                }
        }
    }

    private static async Task RunDryAsync(AlsaPcm pcm, CancellationToken cancellationToken)
    {
        pcm.WriteFrames(new byte[pcm.BufferFrames * pcm.Format.BytesPerFrame]);
        await Eventually.TrueAsync(() => pcm.State == PcmState.Xrun, "an xrun", cancellationToken);
    }

    /// <summary>Has it run dry while a piece of the ring buffer is begun, of a thread's own: who is inside stays on its thread.</summary>
    private static PcmStoppedException? CommitAfterAnXrun(AlsaPcm pcm, PcmRegion region, CancellationToken cancellationToken)
    {
        try
        {
            using (region)
            {
                region.Commit(1);
                pcm.Start();
                while (pcm.State != PcmState.Xrun)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                region.Commit(1);
                return null;
            }
        }
        catch (PcmStoppedException exception)
        {
            return exception;
        }
    }

    private static ulong HardwareFrames(RevocableMapping status)
    {
        using var registers = status.Registers();
        return registers.ReadUInt64(8);
    }
}
