namespace Revoke.Guards;

/// <summary>Who is inside a gate, as somebody who waits for it to drain sees it.</summary>
internal enum GateOccupancy
{
    /// <summary>Nobody.</summary>
    Empty,

    /// <summary>Only uses that are not waited for: the waiter's own, and those of threads that themselves wait.</summary>
    Excused,

    /// <summary>At least one hold, or one use of a thread that runs.</summary>
    Occupied,
}
