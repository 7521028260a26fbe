using Revoke.Interop;

namespace Revoke.Guards;

/// <summary>Which gate this process uses. Decided once, at start.</summary>
internal static class GateChoice
{
    /// <summary>An application's own choice of <see cref="LockedGate"/>, in its <c>runtimeconfig.json</c> or by <see cref="AppContext.SetSwitch"/> at its very start.</summary>
    internal const string Switch = "Revoke.UseLockedGate";

    /// <summary>Whether it is <see cref="AsymmetricGate"/>. A constant to compiled code.</summary>
    internal static readonly bool IsAsymmetric = !IsSwitchedOff && Membarrier.IsAvailable;

    /// <summary>Whether the application has chosen.</summary>
    internal static bool IsSwitchedOff => AppContext.TryGetSwitch(Switch, out var isLocked) && isLocked;
}
