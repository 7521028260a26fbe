using System.Runtime.InteropServices;
using Revoke.Cli.Interop;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>membarrier(2), by which one thread can make all the others' writes visible.</summary>
internal static class MembarrierCheck
{
    private const string Name = "membarrier";

    internal static Finding Run()
    {
        var commands = DeviceLibc.Membarrier(DeviceLibc.MEMBARRIER_CMD_QUERY);
        if (commands < 0)
        {
            return Missing($"the kernel does not have it: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }

        return (commands & DeviceLibc.MEMBARRIER_CMD_PRIVATE_EXPEDITED) == 0 ? Missing("the kernel has no private expedited form")
            : DeviceLibc.Membarrier(DeviceLibc.MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) < 0 ? Missing("this process may not register for the private expedited form")
            : Finding.Ok(Name, "private expedited, and this process may register for it");
    }

    private static Finding Missing(string found) => Finding.Degraded(Name, found, "nothing uses it today; a gate without a lock would need it, and the locked one would stand in.");
}
