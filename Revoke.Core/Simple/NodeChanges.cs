namespace Revoke.Drivers;

/// <summary>
/// Tells pollers of text nodes that a value has changed, as <c>sysfs_notify</c> does. A driver has one for each value, or one for
/// several that change together, and passes it to every <see cref="TextNode"/> that it opens.
/// </summary>
public sealed class NodeChanges
{
    private long _count = 1; // who has read nothing has seen 0

    internal WaitSource Source { get; } = new();

    internal long Count => Volatile.Read(ref _count); // acquire: a value read after it is at least as new

    /// <summary>
    /// Wakes who polls for <see cref="PollEvents.Priority"/>; every open node answers it from now on, until it is read from the
    /// beginning again. Change the value first. Any thread, never blocks.
    /// </summary>
    public void Notify()
    {
        Interlocked.Increment(ref _count); // release: the changed value is seen by who reads this count
        Source.Set();
    }
}
