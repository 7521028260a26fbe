using System.Runtime.CompilerServices;
using Revoke.Guards;

namespace Revoke.Testing;

/// <summary>The events of a fake device. An event has been acted on when the monitor, which reads them from its beginning to its end, asks for the next one, or reads no more.</summary>
internal sealed class FakeEvents : IDeviceEventSource
{
    private readonly object _sync = new();
    private readonly Queue<FakeEvent> _waiting = new();
    private TaskCompletionSource? _arrival;
    private bool _isRead = true;

    /// <summary>Sends an event.</summary>
    /// <returns>The event, handled if there is no monitor any more.</returns>
    internal FakeEvent Send(DeviceEvent happened)
    {
        var sent = new FakeEvent(happened);
        TaskCompletionSource? arrival;
        using (UninterruptedLock.Take(_sync))
        {
            _waiting.Enqueue(sent);
            arrival = _arrival;
            _arrival = null;
            if (!_isRead)
            {
                sent.SetHandled();
            }
        }

        arrival?.SetResult();
        return sent;
    }

    public async IAsyncEnumerable<DeviceEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Begin();
        FakeEvent? last = null;
        try
        {
            while (true)
            {
                Task arrival;
                while ((last = Take(out arrival)) is not null)
                {
                    yield return last.Happened with { Timestamp = TimeProvider.System.GetTimestamp() }; // when it is received
                    last.SetHandled();
                }

                await arrival.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            last?.SetHandled();
            End();
        }
    }

    private void Begin()
    {
        using var guard = UninterruptedLock.Take(_sync);
        _isRead = true;
    }

    private void End()
    {
        using var guard = UninterruptedLock.Take(_sync);
        _isRead = false;
        foreach (var waiting in _waiting)
        {
            waiting.SetHandled();
        }
    }

    private FakeEvent? Take(out Task arrival)
    {
        using var guard = UninterruptedLock.Take(_sync);
        if (_waiting.TryDequeue(out var next))
        {
            arrival = Task.CompletedTask;
            return next;
        }

        _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        arrival = _arrival.Task;
        return null;
    }
}
