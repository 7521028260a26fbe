using Revoke.Guards;

namespace Revoke.Benchmarks.Litmus.Things;

internal static class GateExtensions
{
    /// <summary>By a look of its own.</summary>
    internal static bool IsEmptyNow(this in Gate gate)
    {
        SlotSnapshot? snapshot = null;
        return gate.IsEmpty(ref snapshot);
    }
}
