using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>An inotify instance that watches a directory in which nothing happens.</summary>
internal sealed class Inotify : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _name;

    internal Inotify(string directory, string name)
    {
        _name = name;
        _handle = Native.Own(DeviceLibc.inotify_init1(Libc.O_CLOEXEC), "inotify_init1");
        Native.Check(DeviceLibc.inotify_add_watch(Native.Number(_handle), directory, DeviceLibc.IN_CREATE), $"inotify_add_watch '{directory}'");
    }

    public void Dispose() => _handle.Dispose();

    internal HandlePlan Plan(SleepOperation operation) =>
        new(_name, operation, scope => scope.Open(_handle), () => Native.Duplicate(_handle));
}
