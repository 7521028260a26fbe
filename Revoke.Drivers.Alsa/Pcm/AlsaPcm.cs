using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>
/// A PCM, open, set up and followed: frames are written to it, or read from it. When its card goes, every call ends at once with <see cref="RevokedException"/>, which says what had been
/// transferred, the mapped ring buffer reads as silence, and the card's descriptors are closed, so that whoever removes it does not wait. A card that comes back is another object.
/// </summary>
/// <remarks>Any thread may call any member at any time. Counts are frames.</remarks>
public sealed partial class AlsaPcm : IDisposable, IAsyncDisposable
{
    private readonly PcmOperations _operations;
    private readonly RevocableFile _file;
    private int _isDisposed;

    private AlsaPcm(RevokeScope scope, DeviceId? card, PcmDirection direction, PcmOperations operations, RevocableFile file)
    {
        Scope = scope;
        Card = card;
        Direction = direction;
        _operations = operations;
        _file = file;
    }

    /// <summary>The scope, which is this PCM's own.</summary>
    public RevokeScope Scope { get; }

    /// <summary>What it was opened by.</summary>
    public string Name => _operations.Setup.Name;

    /// <summary>Which way.</summary>
    public PcmDirection Direction { get; }

    /// <summary>What was granted.</summary>
    public PcmFormat Format => _operations.Setup.Format;

    /// <summary>Frames between two interrupts.</summary>
    public int PeriodFrames => _operations.Setup.PeriodFrames;

    /// <summary>Frames in the ring buffer.</summary>
    public int BufferFrames => _operations.Setup.BufferFrames;

    /// <summary>Whether <see cref="Pause"/> works.</summary>
    public bool CanPause => _operations.Setup.CanPause;

    /// <summary>Counts the returns of the card, from 1; 0 of a PCM that has no card.</summary>
    public long Generation => Scope.Device is null ? 0 : Scope.Generation;

    /// <summary>Xruns that a transfer has met, whether it got over them or not.</summary>
    public long XrunCount => _operations.XrunCount;

    /// <summary>What it is doing.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    public PcmState State => (PcmState)Ask(PcmRequest.State);

    /// <summary>Playback: frames until one that is written now is heard. Capture: frames that were recorded and not yet read.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="PcmStoppedException">An xrun, or the hardware's sleep.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public long DelayFrames
    {
        get
        {
            var delay = 0L;
            Ask(PcmRequest.Delay, MemoryMarshal.AsBytes(new Span<long>(ref delay)));
            return delay;
        }
    }

    /// <summary>Frames that can be written or read at once.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="PcmStoppedException">An xrun, or the hardware's sleep.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public int AvailableFrames => Ask(PcmRequest.Available);

    /// <summary>How far it is, all at one moment.</summary>
    /// <returns>The status.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public PcmStatus ReadStatus()
    {
        var status = default(PcmStatus);
        Ask(PcmRequest.Status, MemoryMarshal.AsBytes(new Span<PcmStatus>(ref status)));
        return status;
    }

    /// <summary>What its card is known by when it comes back; null of a PCM that has no card.</summary>
    internal DeviceId? Card { get; }

    /// <summary>Takes over the scope and the PCM, if it returns.</summary>
    internal static AlsaPcm Create(RevokeScope scope, DeviceId? card, PcmDirection direction, PcmSetup setup, PcmOptions options)
    {
        PcmOperations operations = direction == PcmDirection.Playback ? new PlaybackOperations(setup, options.Recovery) : new CaptureOperations(setup, options.Recovery);
        return new AlsaPcm(scope, card, direction, operations, scope.Open(operations, setup.Name));
    }

    /// <summary>Makes it ready to start, after an xrun, too. What is in the buffer is forgotten.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void Prepare() => Ask(PcmRequest.Prepare);

    /// <summary>Starts it now. Playback starts by itself when <see cref="PcmOptions.StartThreshold"/> is reached, capture with the first read.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">It failed; EPIPE if there is nothing to play.</exception>
    public void Start() => Ask(PcmRequest.Start);

    /// <summary>Stops it at once; what is in the buffer is not played.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void Drop() => Ask(PcmRequest.Drop);

    /// <summary>Pauses, or goes on.</summary>
    /// <param name="isPaused">Which of the two.</param>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="NotSupportedException">The hardware cannot (<see cref="CanPause"/>).</exception>
    /// <exception cref="IOException">It failed; EBADFD if it is not running, or not paused.</exception>
    public void Pause(bool isPaused = true)
    {
        if (!CanPause)
        {
            throw new NotSupportedException($"'{Name}' cannot pause.");
        }

        Ask(PcmRequest.Pause, isPaused ? 1 : 0);
    }

    /// <summary>Goes on after the hardware's sleep, or makes it ready to start where it cannot.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the card is gone.</exception>
    /// <exception cref="IOException">It failed; EBADFD if it is not suspended.</exception>
    public void Resume() => Ask(PcmRequest.Resume);

    /// <summary>Waits until all that was written is heard, and stops; of a capture, stops it. The next transfer starts anew.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile: the card is gone.</exception>
    /// <exception cref="PcmStoppedException">The hardware sleeps.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public void Drain()
    {
        ThrowIfDisposed();
        try
        {
            _file.Flush(toDisk: true);
        }
        catch (IOException exception)
        {
            throw Translate(exception, 0);
        }
    }

    /// <summary>As <see cref="Drain"/>, without a thread.</summary>
    /// <param name="cancellationToken">Ends the wait; what is in the buffer plays on.</param>
    /// <returns>A task.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile: the card is gone.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="PcmStoppedException">The hardware sleeps.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public async ValueTask DrainAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        try
        {
            await _file.FlushAsync(toDisk: true, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw Translate(exception, 0);
        }
    }

    /// <summary>Revokes the scope: everything of this PCM dies, and its descriptors are closed. Who waits in it gets <see cref="ObjectDisposedException"/>. Idempotent; never throws.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _isDisposed, 1);
        Scope.Dispose();
    }

    /// <summary>As <see cref="Dispose"/>, waiting without a thread.</summary>
    /// <returns>A task that never fails.</returns>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _isDisposed, 1);
        return Scope.DisposeAsync();
    }

    /// <summary>Its name and format, for messages.</summary>
    /// <returns><c>hw:0 (48000 Hz, 2 x Signed16)</c>.</returns>
    public override string ToString() => $"{Name} ({Format.Rate} Hz, {Format.Channels} x {Format.Sample})";

    /// <summary>First of all that can be wrong. The file and the scope know of a revoke only.</summary>
    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);

    private int Ask(PcmRequest request, nint value = 0)
    {
        ThrowIfDisposed();
        try
        {
            return _file.Ioctl((nuint)request, value);
        }
        catch (IOException exception)
        {
            throw Translate(exception, 0, request);
        }
    }

    private void Ask(PcmRequest request, Span<byte> argument)
    {
        ThrowIfDisposed();
        try
        {
            _ = _file.Ioctl((nuint)request, argument);
        }
        catch (IOException exception)
        {
            throw Translate(exception, 0, request);
        }
    }

    /// <summary>The exception for the caller, who is told what was transferred: an xrun and the hardware's sleep are not errors as others are, and a card that is gone is neither.</summary>
    private Exception Translate(IOException exception, long frames, PcmRequest? request = null) => exception switch
    {
        RevokedException when Volatile.Read(ref _isDisposed) != 0 => new ObjectDisposedException(ToString()),
        RevokedException revoked when frames > 0 => new RevokedException(revoked.Reason ?? RevokeReason.Unplugged, revoked.ScopeName ?? Name, revoked.Generation, revoked) { Errno = revoked.Errno, BytesTransferred = frames * Format.BytesPerFrame },
        RevokedException => exception,
        { HResult: AlsaErrors.NotInThatState } => new InvalidOperationException($"{request?.ToString() ?? "A transfer"} of '{Name}' in the wrong state."),
        _ when PcmStoppedException.Is(exception.HResult) => new PcmStoppedException($"'{Name}' has stopped: {(exception.HResult == AlsaErrors.EPIPE ? "the program was too late (xrun)" : "the hardware sleeps")}.", exception) { FramesTransferred = frames },
        _ => exception,
    };
}
