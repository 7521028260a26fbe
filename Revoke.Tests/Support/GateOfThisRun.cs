using System.Runtime.CompilerServices;
using Revoke.Guards;

namespace Revoke.Tests.Support;

/// <summary>Lets a whole run use the locked gate: <c>REVOKE_TESTS_GATE=locked</c>.</summary>
internal static class GateOfThisRun
{
    /// <summary>Before anything asks which gate it is.</summary>
    [ModuleInitializer]
    internal static void Choose()
    {
        if (Environment.GetEnvironmentVariable("REVOKE_TESTS_GATE") is "locked")
        {
            AppContext.SetSwitch(GateChoice.Switch, isEnabled: true);
        }
    }
}
