using System.Runtime.InteropServices;
using Revoke.Drivers;

namespace Revoke.Waiting;

/// <summary>What to sleep for: a descriptor, kept open by a counted reference, or an event source as of a moment.</summary>
internal readonly struct WaitRequest : IDisposable
{
    private readonly object? _waitFor;
    private readonly long _epoch;

    private WaitRequest(object waitFor, PollEvents events, long epoch)
    {
        _waitFor = waitFor;
        Events = events;
        _epoch = epoch;
    }

    internal PollEvents Events { get; }

    internal SafeHandle? Descriptor => _waitFor as SafeHandle;

    internal WaitSource? Source => _waitFor as WaitSource;

    /// <summary>To be called inside the use, in which the descriptor is certainly open. Undone by <see cref="Dispose"/>.</summary>
    internal static WaitRequest ForDescriptor(SafeHandle descriptor, PollEvents events)
    {
        var added = false;
        descriptor.DangerousAddRef(ref added);
        return new WaitRequest(descriptor, events, 0);
    }

    /// <summary>With <see cref="WaitSource.Epoch"/> from before the driver looked.</summary>
    internal static WaitRequest ForSource(WaitSource source, long epoch) => new(source, PollEvents.None, epoch);

    /// <summary>Whether the source will settle the waiter; false if it was set since the driver looked.</summary>
    internal bool TryAddToSource(Waiter waiter) => Source!.TryAdd(waiter, _epoch);

    public void Dispose() => Descriptor?.DangerousRelease();
}
