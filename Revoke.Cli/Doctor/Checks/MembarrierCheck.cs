using System.Runtime.InteropServices;
using Revoke.Interop;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>membarrier(2), by which one thread makes every other one pass a fence.</summary>
internal static class MembarrierCheck
{
    private const string Name = "membarrier";

    internal static Finding Run()
    {
        var commands = Membarrier.Call(Membarrier.Query);
        return commands < 0 ? Missing($"the kernel does not have it, or it is not allowed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}")
            : (commands & Membarrier.PrivateExpedited) == 0 ? Missing("the kernel has no private expedited form")
            : !Membarrier.IsAvailable ? Missing("this process may not use the private expedited form")
            : Finding.Ok(Name, "private expedited");
    }

    private static Finding Missing(string found) => Finding.Degraded(Name, found, "a locked gate is used instead (see gate); allow membarrier in the container's seccomp profile, or use Linux 4.14 or later.");
}
