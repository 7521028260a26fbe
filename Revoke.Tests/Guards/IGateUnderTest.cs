using Revoke.Guards;

namespace Revoke.Tests.Guards;

/// <summary>What both gates are to do alike.</summary>
public interface IGateUnderTest
{
    internal bool IsClosed { get; }

    /// <summary>For who has closed it.</summary>
    internal bool IsEmpty { get; }

    internal bool TryEnter(out GateTicket ticket);

    internal bool TryEnter(string name, long start, out GateTicket ticket);

    internal bool TryHold(string? name, long start, out GateTicket ticket);

    internal bool TryJoin(string name, out GateTicket ticket);

    /// <summary>True if the gate is closed and who waits is to be told.</summary>
    internal bool Leave(GateTicket ticket);

    /// <summary>With the fence, if it needs one.</summary>
    internal void Close();

    internal GateOccupancy Inspect(WaitView waiter);

    internal List<ActiveUse> Capture(WaitView? waiter);
}
