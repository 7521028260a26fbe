namespace Revoke.Drivers.Uio;

/// <summary>A range of I/O ports that a UIO device has, as its directory <c>portio/portN</c> shows it. It is known, and not reached from here.</summary>
/// <param name="Index">Its number N.</param>
/// <param name="Name">What its driver calls it; empty if it has no name.</param>
/// <param name="Start">The first port.</param>
/// <param name="Size">How many there are.</param>
/// <param name="PortType">What kind they are.</param>
public sealed record UioPortInfo(int Index, string Name, ulong Start, ulong Size, UioPortType PortType);
