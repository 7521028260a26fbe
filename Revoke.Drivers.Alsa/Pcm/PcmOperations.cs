using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>
/// A PCM of libasound, opened for not blocking, as operations of a file: transfers, poll, drain (fsync), and the rest (ioctl). Each is one short call of libasound, one at a time; what it says of
/// a card that is gone becomes <see cref="OperationResult.Gone"/>.
/// </summary>
internal abstract unsafe class PcmOperations : IPollOperation, IFsyncOperation, IIoctlOperation
{
    private readonly Lock _lock = new();
    private readonly PcmRecovery _recovery;
    private long _xruns;
    private bool _isXrunCounted;

    /// <summary>Takes over the PCM and what to wait for.</summary>
    protected PcmOperations(PcmSetup setup, PcmRecovery recovery)
    {
        Setup = setup;
        _recovery = recovery;
    }

    internal PcmSetup Setup { get; }

    internal long XrunCount => Volatile.Read(ref _xruns);

    protected nint Pcm => Setup.Pcm;

    /// <summary>What the PCM is polled for: In or Out.</summary>
    protected abstract PollEvents Ready { get; }

    public OperationResult Poll(in DriverCall context, PollEvents events)
    {
        lock (_lock)
        {
            if (IsGone())
            {
                return OperationResult.Gone();
            }

            var seen = Setup.Waits.Look(Pcm) & (events | PollEvents.Error | PollEvents.HangUp);
            return seen == PollEvents.None ? Setup.Waits.Wait()
                : (seen & PollEvents.Error) != PollEvents.None && IsRefused() ? OperationResult.Gone()
                : OperationResult.Done((int)seen);
        }
    }

    /// <summary>Drains: done when all is played; of a capture, when it has stopped.</summary>
    public OperationResult Fsync(in DriverCall context)
    {
        lock (_lock)
        {
            // One that is not started, or stopped already, has nothing to play out.
            var state = Asound.snd_pcm_state(Pcm);
            var result = state is PcmState.Setup or PcmState.Open ? 0 : Asound.snd_pcm_drain(Pcm);
            if (result >= 0)
            {
                return OperationResult.Done(0);
            }

            // Not blocking, it says so also when it is done.
            return result != -AlsaErrors.EAGAIN ? Explain(result)
                : Asound.snd_pcm_state(Pcm) == PcmState.Draining ? WaitFor()
                : IsGone() ? OperationResult.Gone()
                : OperationResult.Done(0);
        }
    }

    public OperationResult Ioctl(in DriverCall context, nuint request, IoctlArgument argument)
    {
        lock (_lock)
        {
            return (PcmRequest)request switch
            {
                PcmRequest.Prepare => From(Asound.snd_pcm_prepare(Pcm)),
                PcmRequest.Start => From(Start()),
                PcmRequest.Drop => From(Asound.snd_pcm_drop(Pcm)),
                PcmRequest.Pause => From(Asound.snd_pcm_pause(Pcm, (int)argument.Value)),
                PcmRequest.Resume => Resume(),
                PcmRequest.State => IsGone() ? OperationResult.Gone() : OperationResult.Done((int)Asound.snd_pcm_state(Pcm)),
                PcmRequest.Status => ReadStatus(out MemoryMarshal.AsRef<PcmStatus>(argument.Buffer)),
                PcmRequest.Delay => From(ReadDelay(out MemoryMarshal.AsRef<long>(argument.Buffer))),
                PcmRequest.Available => From(Asound.snd_pcm_avail(Pcm)),
                PcmRequest.Begin => Begin(ref MemoryMarshal.AsRef<PcmArea>(argument.Buffer)),
                PcmRequest.Commit => Commit(MemoryMarshal.AsRef<PcmArea>(argument.Buffer)),
                _ => OperationResult.Failed(AlsaErrors.ENOTTY),
            };
        }
    }

    public void Release()
    {
        Setup.Dispose();
    }

    /// <summary>Moves frames until it is done, or has to wait.</summary>
    /// <param name="buffer">The first byte.</param>
    /// <param name="length">Bytes, of which whole frames are moved.</param>
    /// <returns>Bytes.</returns>
    protected OperationResult Transfer(byte* buffer, int length)
    {
        var frames = length / Setup.BytesPerFrame;
        if (frames == 0)
        {
            return length == 0 ? OperationResult.Done(0) : OperationResult.Failed(AlsaErrors.EINVAL);
        }

        lock (_lock)
        {
            var available = AvailableIfRunning();
            if (available >= 0 && available < Math.Min(frames, Setup.PeriodFrames))
            {
                return WaitFor();
            }

            for (var isRecovered = false; ; isRecovered = true)
            {
                var moved = available > 0 && Setup.IsMapped && !isRecovered ? MoveInRing(buffer, (nuint)frames) : Move(buffer, (nuint)frames);
                if (moved > 0)
                {
                    _isXrunCounted = false;
                    Setup.Waits.GoOn();

                    // What a card that is gone has taken is reported by the next call, at once.
                    return OperationResult.Done((int)moved * Setup.BytesPerFrame);
                }

                if (moved is 0 or -AlsaErrors.EAGAIN)
                {
                    return IsGone() ? OperationResult.Gone() : WaitFor();
                }

                var asleep = false;
                if (isRecovered || (moved = Recover((int)moved, out asleep)) < 0)
                {
                    return Explain(moved);
                }

                if (asleep)
                {
                    return Setup.Waits.Pause();
                }
            }
        }
    }

    /// <summary>By libasound's call, in whatever state it is.</summary>
    protected abstract nint Move(byte* buffer, nuint frames);

    /// <summary>Between the program's buffer and the ring buffer.</summary>
    protected abstract void Copy(byte* buffer, byte* ring, nuint length);

    /// <summary>
    /// Frames that can be moved, as the status page says; negative of one that does not run, or not any more. The kernel wakes who waits by the same page, when there is a period: so who finds less
    /// than that, and less than he needs, can wait at once, without a call of the kernel to hear it.
    /// </summary>
    private nint AvailableIfRunning() => Setup.Pages is { } pages ? pages.AvailableIfRunning()
        : Setup.IsHardware && Asound.snd_pcm_state(Pcm) == PcmState.Running ? Asound.snd_pcm_avail_update(Pcm) : -1;

    /// <summary>In the ring buffer itself, without a call of the kernel, of a card that was there a moment ago.</summary>
    private nint MoveInRing(byte* buffer, nuint frames)
    {
        var moved = (nuint)0;
        while (moved < frames)
        {
            var piece = frames - moved;    // up to the end of the ring buffer, and then from its beginning
            nint result = Asound.snd_pcm_mmap_begin(Pcm, out var areas, out var offset, ref piece);
            if (result >= 0 && piece > 0)
            {
                var size = (nuint)Setup.BytesPerFrame;
                Copy(buffer + (moved * size), (byte*)((ChannelArea*)areas)->addr + (offset * size), piece * size);
                result = Asound.snd_pcm_mmap_commit(Pcm, offset, piece);
            }

            if (result <= 0)
            {
                return moved > 0 ? (nint)moved : result;    // an error after some is said by the next call
            }

            moved += (nuint)result;
        }

        return (nint)moved;
    }

    /// <summary>Gets over what an error says, where the program asked for that. Stopped ones are prepared: a program that goes on after a drain or drop means to.</summary>
    /// <returns>0, or the error that is left.</returns>
    private int Recover(int error, out bool asleep)
    {
        asleep = false;
        switch (-error)
        {
            case AlsaErrors.EPIPE:
                _xruns += _isXrunCounted ? 0 : 1; // who does not get over it meets it again with every call
                _isXrunCounted = true;
                return (_recovery & PcmRecovery.Xrun) != PcmRecovery.None ? Asound.snd_pcm_prepare(Pcm) : error;
            case AlsaErrors.ESTRPIPE when (_recovery & PcmRecovery.Suspend) != PcmRecovery.None:
                var resumed = Setup.CanResume ? TryResume() : -AlsaErrors.ENOSYS;
                asleep = resumed == -AlsaErrors.EAGAIN;
                return resumed >= 0 || asleep ? 0 : Asound.snd_pcm_prepare(Pcm);
            case AlsaErrors.EBADFD when Asound.snd_pcm_state(Pcm) == PcmState.Setup:
                return Asound.snd_pcm_prepare(Pcm);
            default:
                return error;
        }
    }

    /// <summary>Whether the card is gone, of which a PCM that libasound makes up of others may not know.</summary>
    private bool IsGone() => Asound.snd_pcm_state(Pcm) == PcmState.Disconnected;

    /// <summary>
    /// Whether the kernel refuses calls for the card, which it does before it says so in the status page: first all files of the card lose their operations, and then its PCMs are stopped one after
    /// the other, each with its nodes, which takes many milliseconds. So long their descriptors are ready and their pages are as ever.
    /// </summary>
    private bool IsRefused() => Asound.snd_pcm_hwsync(Pcm) == -AlsaErrors.ENODEV;

    private OperationResult From(nint result) => result < 0 ? Explain(result) : OperationResult.Done((int)result);

    private OperationResult Explain(nint result) =>
        result == -AlsaErrors.ENODEV || IsGone() ? OperationResult.Gone()
        : OperationResult.Failed(result == -AlsaErrors.EBADFD ? AlsaErrors.NotInThatState : (int)-result);

    private OperationResult WaitFor()
    {
        var wait = Setup.Waits.WaitFor(Pcm, Ready, out var isFutile);
        return isFutile && IsRefused() ? OperationResult.Gone() : wait;
    }

    private int Start() => Asound.snd_pcm_state(Pcm) == PcmState.Running ? 0 : Asound.snd_pcm_start(Pcm);

    private OperationResult Resume()
    {
        var result = TryResume();
        return result == -AlsaErrors.EAGAIN ? Setup.Waits.Pause() : From(result);
    }

    /// <summary>Resumes it, or prepares it where it cannot. An external plug-in cannot say that it could not.</summary>
    private int TryResume()
    {
        var result = Asound.snd_pcm_resume(Pcm);
        return result == -AlsaErrors.ENOSYS || (result >= 0 && Asound.snd_pcm_state(Pcm) == PcmState.Suspended) ? Asound.snd_pcm_prepare(Pcm) : result;
    }

    private nint ReadDelay(out long delay)
    {
        var result = Asound.snd_pcm_delay(Pcm, out var frames);
        delay = frames;
        return result;
    }

    private OperationResult ReadStatus(out PcmStatus status)
    {
        var memory = stackalloc byte[(int)Asound.snd_pcm_status_sizeof()];
        new Span<byte>(memory, (int)Asound.snd_pcm_status_sizeof()).Clear();
        status = default;
        var result = Asound.snd_pcm_status(Pcm, memory);
        if (result < 0)
        {
            return Explain(result);
        }

        Asound.snd_pcm_status_get_htstamp(memory, out var time);
        Asound.snd_pcm_status_get_trigger_htstamp(memory, out var triggered);
        status = new PcmStatus(
            Asound.snd_pcm_status_get_state(memory),
            Asound.snd_pcm_status_get_delay(memory),
            (long)Asound.snd_pcm_status_get_avail(memory),
            (long)Asound.snd_pcm_status_get_avail_max(memory),
            time.ToTimeSpan(),
            triggered.ToTimeSpan());
        return status.State == PcmState.Disconnected ? OperationResult.Gone() : OperationResult.Done(0);
    }

    /// <summary>Where in the ring buffer the program may write, or read, next.</summary>
    private OperationResult Begin(ref PcmArea area)
    {
        for (var isRecovered = false; ; isRecovered = true)
        {
            var frames = (nuint)area.Frames;
            var result = Find(ref frames, out var offset);
            if (result >= 0)
            {
                if (frames == 0)
                {
                    return IsGone() ? OperationResult.Gone() : WaitFor();
                }

                _isXrunCounted = false;
                Setup.Waits.GoOn();
                area = new PcmArea((int)offset, (int)frames);
                return OperationResult.Done(0);
            }

            var asleep = false;
            if (isRecovered || (result = Recover((int)result, out asleep)) < 0)
            {
                return Explain(result);
            }

            if (asleep)
            {
                return Setup.Waits.Pause();
            }
        }
    }

    // The ring buffer of one that sleeps looks to libasound like any other: it would be filled, and then there is never room again.
    private nint Find(ref nuint frames, out nuint offset)
    {
        offset = 0;
        var result = Asound.snd_pcm_state(Pcm) == PcmState.Suspended ? -AlsaErrors.ESTRPIPE : Asound.snd_pcm_avail_update(Pcm);
        return result < 0 ? result : Asound.snd_pcm_mmap_begin(Pcm, out _, out offset, ref frames);
    }

    private OperationResult Commit(in PcmArea area)
    {
        var committed = Asound.snd_pcm_mmap_commit(Pcm, (nuint)area.Offset, (nuint)area.Frames);
        if (committed != area.Frames)
        {
            // What was begun before the xrun is lost with the rest of the buffer; the next piece begins anew.
            var error = committed < 0 ? (int)committed : -AlsaErrors.EPIPE;
            return IsGone() ? OperationResult.Gone() : From(Recover(error, out _));
        }

        // As a write does: begun when the threshold is reached.
        return Asound.snd_pcm_state(Pcm) == PcmState.Prepared && ShouldStart() ? From(Asound.snd_pcm_start(Pcm)) : OperationResult.Done(0);
    }

    private bool ShouldStart() => Ready == PollEvents.Out && Setup.BufferFrames - Asound.snd_pcm_avail_update(Pcm) >= Setup.StartThreshold;
}
