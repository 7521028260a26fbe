namespace Revoke.Tests.Waiting;

/// <summary>
/// The control: an event that wakes whoever waits at that moment and forgets what was set before, as an edge does. Frozen; it shows
/// that the stress would see a lost wake-up.
/// </summary>
internal sealed class BrokenSource
{
    private readonly Lock _sync = new();
    private TaskCompletionSource? _waiter;

    public void Set()
    {
        lock (_sync)
        {
            _waiter?.TrySetResult();
            _waiter = null;
        }
    }

    public Task WaitAsync()
    {
        lock (_sync)
        {
            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }
}
