using System.Threading.Channels;

namespace Revoke.Drivers.Sysfs;

/// <summary>Where notices go: those that nobody has taken yet are one.</summary>
internal sealed class NoticeCounter : ChannelWriter<PollEvents>
{
    private readonly SemaphoreSlim _pending = new(0);
    private volatile bool _isCompleted;

    public override bool TryWrite(PollEvents item)
    {
        _pending.Release();
        return true;
    }

    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => new(!_isCompleted);

    /// <summary>The file is dead: whoever waits, now or later, finds that out by reading it.</summary>
    public override bool TryComplete(Exception? error = null)
    {
        _isCompleted = true;
        _pending.Release();
        return true;
    }

    /// <summary>Waits for a notice, and takes all there are. False when the time is over.</summary>
    internal bool Take(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!_isCompleted && !_pending.Wait(timeout, cancellationToken))
        {
            return false;
        }

        TakeRest();
        return true;
    }

    internal async Task TakeAsync(CancellationToken cancellationToken)
    {
        if (!_isCompleted)
        {
            await _pending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        TakeRest();
    }

    // Before the read: a notice that comes during it stays for the next wait.
    private void TakeRest()
    {
        while (_pending.Wait(0))
        {
        }
    }
}
