namespace Revoke;

/// <summary>What stands in the place of a mapping's memory once it has been revoked, until its owner disposes it.</summary>
public enum AfterRevoke
{
    /// <summary>Private memory that reads as 0 until this process writes to it; what is written goes nowhere else.</summary>
    Zeros,

    /// <summary>Private memory in which every bit is set, as the registers of a PCI device that has been removed read. A status of 0 would look healthy.</summary>
    Ones,

    /// <summary>A file that has been truncated: every access is a SIGBUS, which a .NET process does not survive. For native code that handles it.</summary>
    BusError,
}
