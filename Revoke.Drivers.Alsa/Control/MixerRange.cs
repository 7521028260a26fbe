using System.Runtime.InteropServices;

namespace Revoke.Drivers.Alsa;

/// <summary>The volumes that an element can have, in steps of the card's own.</summary>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The most.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MixerRange(long Minimum, long Maximum);
