using Revoke.Cli.CommandLine;
using Revoke.Cli.Doctor.Checks;

namespace Revoke.Cli.Doctor;

/// <summary>All checks, in the order in which they are told.</summary>
internal static class DoctorRun
{
    internal static async Task<DoctorReport> RunAsync(Roots roots, CancellationToken cancellationToken)
    {
        var status = ProcessStatus.ReadOwn();
        return new DoctorReport(
        [
            KernelCheck.Run() with { IsEssential = true },
            SysfsCheck.Run(roots.Sys) with { IsEssential = true },
            DescriptorLimitCheck.Run() with { IsEssential = true },
            UserCheck.Run(status),
            NodesCheck.Run(status, roots.Dev),
            NetlinkCheck.Run(),
            ReceiveBufferCheck.Run(),
            await EventsCheck.RunAsync(roots, cancellationToken),
            UdevCheck.Run(),
            IsolationCheck.Run(),
            MembarrierCheck.Run(),
            GateCheck.Run(),
            NumaCheck.Run(),
            InotifyCheck.Run(),
            CheckedCopyCheck.Run(),
            MappingLimitCheck.Run(),
            NodeCheck.Run(roots.Dev, "net/tun", "tun", "tap and tun devices; the demos have none then. Load the module tun, or give the container the node and CAP_NET_ADMIN."),
            NodeCheck.Run(roots.Dev, "fuse", "files of file systems in user space. Load the module fuse, or give the container the node."),
            NodeCheck.Run(roots.Dev, "ptmx", "ptys. Mount devpts on /dev/pts with ptmxmode=0666."),
            AlsaCheck.Run(roots),
            IpCheck.Run(),
        ]);
    }
}
