namespace Revoke;

/// <summary>The parity bit of a serial line.</summary>
public enum SerialParity
{
    /// <summary>None.</summary>
    None,

    /// <summary>Odd.</summary>
    Odd,

    /// <summary>Even.</summary>
    Even,
}
