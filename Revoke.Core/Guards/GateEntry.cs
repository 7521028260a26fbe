namespace Revoke.Guards;

/// <summary>What became of an attempt to enter.</summary>
internal enum GateEntry
{
    Entered,

    /// <summary>The gate was closed.</summary>
    Refused,

    /// <summary>It was closed meanwhile, and whoever looked who is inside may have seen this attempt: he is to be told.</summary>
    RefusedLate,

    /// <summary>No slot is free, or there are no ids any more: the table has to take it.</summary>
    NoRoom,
}
