using Revoke.Guards;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>Which gate guards files.</summary>
internal static class GateCheck
{
    internal static Finding Run() => Finding.Ok("gate", $"{nameof(LockedGate)}: a lock, and a table of who is inside");
}
