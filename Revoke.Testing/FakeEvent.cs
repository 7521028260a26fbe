using Revoke.Guards;

namespace Revoke.Testing;

/// <summary>An event on its way to the monitor.</summary>
internal sealed class FakeEvent(DeviceEvent happened)
{
    private readonly object _sync = new();
    private bool _isHandled;

    internal DeviceEvent Happened => happened;

    /// <summary>The monitor has acted on it.</summary>
    internal void SetHandled()
    {
        using (UninterruptedLock.Take(_sync))
        {
            _isHandled = true;
            Monitor.PulseAll(_sync);
        }
    }

    /// <summary>Waits until the monitor has acted on it; false if that takes too long.</summary>
    internal bool WaitHandled(TimeSpan timeout)
    {
        using (UninterruptedLock.Take(_sync))
        {
            return _isHandled || Monitor.Wait(_sync, timeout);
        }
    }
}
