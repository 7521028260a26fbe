using System.Text;
using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>A pty pair of which the demo holds both sides.</summary>
internal sealed unsafe class PseudoTerminal : IDisposable
{
    private readonly SafeFileHandle _master;
    private readonly SafeFileHandle _slave;
    private readonly string _path;

    internal PseudoTerminal()
    {
        _master = Native.Own(DeviceLibc.posix_openpt(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC), "posix_openpt");
        var fd = Native.Number(_master);
        Native.Check(DeviceLibc.grantpt(fd), "grantpt");
        Native.Check(DeviceLibc.unlockpt(fd), "unlockpt");
        var name = stackalloc byte[64];
        Native.Check(-DeviceLibc.ptsname_r(fd, name, 64), "ptsname_r");
        _path = Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
        _slave = Native.Open(_path, Libc.O_RDWR);
    }

    internal string Name => _path;

    public void Dispose()
    {
        _slave.Dispose();
        _master.Dispose();
    }

    internal HandlePlan Plan(SleepOperation operation) =>
        new(_path, operation, scope => scope.Open(_path), () => Native.Open(_path, Libc.O_RDWR));

    /// <summary>The master has no path: the scope uses the demo's descriptor.</summary>
    internal HandlePlan PlanMaster(SleepOperation operation) =>
        new("master of " + _path, operation, scope => scope.Open(_master), () => Native.Duplicate(_master));
}
