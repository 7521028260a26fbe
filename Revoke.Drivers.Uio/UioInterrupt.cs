using System.Runtime.InteropServices;

namespace Revoke.Drivers.Uio;

/// <summary>What a wait for an interrupt has found.</summary>
/// <param name="Count">The kernel's count of the device's interrupts, in 32 bits with a sign: after <see cref="int.MaxValue"/> comes <see cref="int.MinValue"/>.</param>
/// <param name="Missed">
/// How many more there have been than this one since the wait before, or since the opening of the device began: they came faster than they were waited for. Not negative; right
/// as long as they are fewer than 2^31.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UioInterrupt(int Count, int Missed);
