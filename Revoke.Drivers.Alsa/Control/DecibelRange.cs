using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa;

/// <summary>The volumes that an element can have, in decibels.</summary>
/// <param name="Minimum">The least; <see cref="double.NegativeInfinity"/> if nothing is heard then.</param>
/// <param name="Maximum">The most.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DecibelRange(double Minimum, double Maximum);
