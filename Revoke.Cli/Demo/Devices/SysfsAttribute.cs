using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>A sysfs attribute whose change is waited for.</summary>
internal static class SysfsAttribute
{
    private const int MostBytes = 4096;

    /// <summary>A sleeper in one.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="operation">How it is waited for.</param>
    /// <param name="open">Opens it on a scope.</param>
    internal static HandlePlan Plan(string name, string path, SleepOperation operation, Func<RevokeScope, RevocableFile> open) =>
        new(name, operation, scope => Read(open(scope)), () => OpenBare(path));

    // A change is a change since the last read.
    private static RevocableFile Read(RevocableFile file)
    {
        file.Read(new byte[MostBytes], 0);
        return file;
    }

    private static SafeFileHandle OpenBare(string path)
    {
        var handle = Native.Open(path, Libc.O_RDONLY);
        RandomAccess.Read(handle, new byte[MostBytes], 0);
        return handle;
    }
}
