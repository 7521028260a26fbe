using Revoke.Drivers;

namespace Revoke.Files;

/// <summary>The poll of a driver that has none: readable and writable, and never anything else.</summary>
internal sealed class AlwaysReady : IPollOperation
{
    internal static AlwaysReady Instance { get; } = new();

    public OperationResult Poll(in DriverCall context, PollEvents events)
    {
        var ready = events & (PollEvents.In | PollEvents.Out);
        return ready != PollEvents.None ? OperationResult.Done((int)ready) : OperationResult.WouldBlock(new WaitSource());
    }

    public void Release()
    {
    }
}
