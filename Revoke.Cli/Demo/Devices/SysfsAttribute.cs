using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>A sysfs attribute whose change is waited for.</summary>
internal sealed class SysfsAttribute(string path)
{
    internal HandlePlan Plan() => new(path, SleepOperation.PollChange, Open, OpenBare);

    // A change is a change since the last read.
    private RevocableFile Open(RevokeScope scope)
    {
        var file = scope.Open(path, new RevocableFileOptions { Access = FileAccess.Read });
        file.Read(new byte[64], 0);
        return file;
    }

    private SafeFileHandle OpenBare()
    {
        var handle = Native.Open(path, Libc.O_RDONLY);
        RandomAccess.Read(handle, new byte[64], 0);
        return handle;
    }
}
