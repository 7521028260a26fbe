using Revoke.Guards;

namespace Revoke.Drivers;

/// <summary>
/// Carries notices from a driver to one subscriber, on the thread pool, one at a time. Notices that come faster than they are
/// taken are merged, as signals are.
/// </summary>
public sealed class FasyncSubscription : IThreadPoolWorkItem
{
    /// <summary>What a poll of a dead file answers, and the last notice says.</summary>
    internal const PollEvents Dead = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;

    private readonly object _sync = new();
    private readonly Action<PollEvents> _deliver;
    private readonly Action _end;
    private readonly Action<Exception> _onError;
    private PollEvents _pending;
    private bool _scheduled;
    private bool _last;
    private bool _off;

    internal FasyncSubscription(object target, PollEvents events, Action<PollEvents> deliver, Action end, Action<Exception> onError)
    {
        Target = target;
        Events = events;
        _deliver = deliver;
        _end = end;
        _onError = onError;
    }

    /// <summary>The subscriber's callback or channel.</summary>
    internal object Target { get; }

    /// <summary>What is announced.</summary>
    internal PollEvents Events { get; }

    /// <summary>Announces events. Any thread, never blocks, runs no callback itself. Does nothing after the notices were turned off.</summary>
    /// <param name="events">The events.</param>
    public void Announce(PollEvents events) => Add(events, last: false);

    /// <summary>The last notice: none starts after it. One that is running is not waited for.</summary>
    internal void HangUp() => Add(Dead, last: true);

    /// <summary>No notice starts from here on. What is continued by another subscription to the same target has not ended.</summary>
    internal void TurnOff(bool isContinued = false)
    {
        using (UninterruptedLock.Take(_sync))
        {
            if (_off || _last)
            {
                return;
            }

            _off = true;
        }

        if (!isContinued)
        {
            _end();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (TryTake(out var events, out var last))
        {
            try
            {
                _deliver(events);
                if (last)
                {
                    _end();
                }
            }
            catch (Exception exception)
            {
                _onError(exception);
            }
        }
    }

    private void Add(PollEvents events, bool last)
    {
        using (UninterruptedLock.Take(_sync))
        {
            if (_off || _last || events == PollEvents.None)
            {
                return;
            }

            _last = last;
            _pending |= events;
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool TryTake(out PollEvents events, out bool last)
    {
        using var guard = UninterruptedLock.Take(_sync);
        (events, last) = (_pending, _last);
        _pending = PollEvents.None;
        _scheduled = events != PollEvents.None && !_off;
        return _scheduled;
    }
}
