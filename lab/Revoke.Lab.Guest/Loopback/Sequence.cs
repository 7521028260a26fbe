using System.Runtime.InteropServices;

namespace Revoke.Lab.Guest.Loopback;

/// <summary>What is played into a loopback card: each frame says which one it is. The same as in <c>lab/bare/loopback.h</c>.</summary>
internal static class Sequence
{
    internal const int Rate = 48_000;
    internal const int Cycle = 1 << 18;

    /// <summary>So many frames of silence are the end.</summary>
    internal const int Silence = Rate / 2;

    // A frame is two samples of 16 bits: a multiple of an odd number, never 0, which is silence. The inverse leads back to the frame's place in the cycle.
    private const uint Factor = 2_654_435_761;
    private const uint Inverse = 244_002_641;

    private static readonly byte[] s_all = MemoryMarshal.AsBytes<uint>([.. Enumerable.Range(1, Cycle).Select(static number => (uint)number * Factor)]).ToArray();

    /// <summary>Frames from a place on: as many as asked for, or fewer at the end of the cycle.</summary>
    internal static ReadOnlyMemory<byte> From(long place, long frames)
    {
        var at = (int)(place % Cycle);
        return s_all.AsMemory(at * sizeof(uint), (int)Math.Min(frames, Cycle - at) * sizeof(uint));
    }

    /// <summary>The place of a frame that is not silence; not below <see cref="Cycle"/> if it is none of the sequence.</summary>
    internal static uint PlaceOf(uint frame) => unchecked((frame * Inverse) - 1);
}
