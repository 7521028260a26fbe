using Revoke.Guards;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>Which gate guards files.</summary>
internal static class GateCheck
{
    private const string Name = "gate";

    internal static Finding Run() =>
        GateChoice.IsAsymmetric ? Finding.Ok(Name, $"{nameof(AsymmetricGate)}: slots of each thread, and a process-wide barrier for each revoke")
        : GateChoice.IsSwitchedOff ? Finding.Degraded(Name, $"{nameof(LockedGate)}: a lock, and a table of who is inside; chosen by {GateChoice.Switch}", "remove the switch to make every operation faster.")
        : Finding.Degraded(Name, $"{nameof(LockedGate)}: a lock, and a table of who is inside", "everything works, each operation some 50 ns slower; membarrier, above, says why.");
}
