namespace Revoke.Drivers.Alsa;

/// <content>Transfers.</content>
public sealed partial class AlsaPcm
{
    /// <summary>Writes all of the frames; sleeps while the ring buffer is full.</summary>
    /// <param name="frames">Whole frames of <see cref="Format"/>.</param>
    /// <returns>The number of frames: all.</returns>
    /// <exception cref="ArgumentException">They are not whole frames.</exception>
    /// <exception cref="InvalidOperationException">It records.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile: the card is gone. <see cref="RevokedException.BytesTransferred"/> says how much it had accepted, of which the last buffer was not heard.</exception>
    /// <exception cref="PcmStoppedException">An xrun, or the hardware's sleep; it says how many frames were written before.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public int WriteFrames(ReadOnlySpan<byte> frames)
    {
        CheckFrames(frames.Length, PcmDirection.Playback);
        var done = 0;
        try
        {
            // A short count has a reason, which the next call says.
            while (done < frames.Length)
            {
                done += _file.Write(frames[done..]);
            }
        }
        catch (IOException exception)
        {
            throw Translate(exception, done / BytesPerFrame);
        }

        return done / BytesPerFrame;
    }

    /// <summary>As <see cref="WriteFrames"/>, without a thread.</summary>
    /// <param name="frames">Whole frames of <see cref="Format"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of frames: all, or fewer if <paramref name="cancellationToken"/> fired after some were written.</returns>
    /// <exception cref="ArgumentException">They are not whole frames.</exception>
    /// <exception cref="InvalidOperationException">It records.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile: the card is gone. <see cref="RevokedException.BytesTransferred"/> says how much it had accepted, of which the last buffer was not heard.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired before a frame was written.</exception>
    /// <exception cref="PcmStoppedException">An xrun, or the hardware's sleep; it says how many frames were written before.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public async ValueTask<int> WriteFramesAsync(ReadOnlyMemory<byte> frames, CancellationToken cancellationToken = default)
    {
        CheckFrames(frames.Length, PcmDirection.Playback);
        var done = 0;
        try
        {
            do
            {
                done += await _file.WriteAsync(frames[done..], cancellationToken).ConfigureAwait(false);
            }
            while (done < frames.Length && !cancellationToken.IsCancellationRequested);
        }
        catch (IOException exception)
        {
            throw Translate(exception, done / BytesPerFrame);
        }

        return done / BytesPerFrame;
    }

    /// <summary>Reads until the buffer is full; sleeps while there is nothing. Starts the PCM if it does not run.</summary>
    /// <param name="frames">Where to: room for whole frames of <see cref="Format"/>.</param>
    /// <returns>The number of frames: as many as there is room for.</returns>
    /// <exception cref="ArgumentException">There is not room for whole frames.</exception>
    /// <exception cref="InvalidOperationException">It plays.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile: the card is gone. <see cref="RevokedException.BytesTransferred"/> says how much of the buffer was filled.</exception>
    /// <exception cref="PcmStoppedException">An xrun, or the hardware's sleep; it says how many frames were read before.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public int ReadFrames(Span<byte> frames)
    {
        CheckFrames(frames.Length, PcmDirection.Capture);
        var done = 0;
        try
        {
            while (done < frames.Length)
            {
                done += _file.Read(frames[done..]);
            }
        }
        catch (IOException exception)
        {
            throw Translate(exception, done / BytesPerFrame);
        }

        return done / BytesPerFrame;
    }

    /// <summary>As <see cref="ReadFrames"/>, without a thread.</summary>
    /// <param name="frames">Where to: room for whole frames of <see cref="Format"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of frames: as many as there is room for, or fewer if <paramref name="cancellationToken"/> fired after some were read.</returns>
    /// <exception cref="ArgumentException">There is not room for whole frames.</exception>
    /// <exception cref="InvalidOperationException">It plays.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="RevokedException">The scope was revoked, maybe meanwhile: the card is gone. <see cref="RevokedException.BytesTransferred"/> says how much of the buffer was filled.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired before a frame was read.</exception>
    /// <exception cref="PcmStoppedException">An xrun, or the hardware's sleep; it says how many frames were read before.</exception>
    /// <exception cref="IOException">It failed.</exception>
    public async ValueTask<int> ReadFramesAsync(Memory<byte> frames, CancellationToken cancellationToken = default)
    {
        CheckFrames(frames.Length, PcmDirection.Capture);
        var done = 0;
        try
        {
            while (done < frames.Length)
            {
                done += await _file.ReadAsync(frames[done..], cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (done > 0)
        {
            return done / BytesPerFrame;
        }
        catch (IOException exception)
        {
            throw Translate(exception, done / BytesPerFrame);
        }

        return done / BytesPerFrame;
    }

    /// <summary>Waits until a period can be written, or read, or something is to be said of the PCM.</summary>
    /// <param name="timeout">How long; zero only looks; <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Out, of playback, or In, of capture, with Error of one that has stopped; <see cref="PollEvents.None"/> when the time is over. Of a card that is gone In, Out, Error and HangUp, at once: a poll never fails because of it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public PollEvents Poll(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return _file.Poll(Wanted, timeout, cancellationToken);
    }

    /// <summary>As <see cref="Poll"/>, without a thread.</summary>
    /// <param name="timeout">How long; zero only looks; <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>As <see cref="Poll"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, maybe meanwhile.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public ValueTask<PollEvents> PollAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return _file.PollAsync(Wanted, timeout, cancellationToken);
    }

    private int BytesPerFrame => _operations.Setup.BytesPerFrame;

    private PollEvents Wanted => Direction == PcmDirection.Playback ? PollEvents.Out : PollEvents.In;

    /// <summary>First of all that can be wrong.</summary>
    /// <param name="frames">How long they are, in bytes.</param>
    /// <param name="direction">Which way they are to go.</param>
    private void CheckFrames(int frames, PcmDirection direction)
    {
        ThrowIfDisposed();
        if (direction != Direction)
        {
            throw new InvalidOperationException(Direction == PcmDirection.Capture ? $"'{Name}' was opened for capture: it cannot be written to." : $"'{Name}' was opened for playback: it cannot be read.");
        }

        if (frames % BytesPerFrame != 0)
        {
            throw new ArgumentException($"{frames} bytes are not whole frames of {BytesPerFrame} bytes.", nameof(frames));
        }
    }
}
