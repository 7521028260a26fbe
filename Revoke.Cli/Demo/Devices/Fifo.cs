using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>A named FIFO. The demo holds both ends open, so that no open waits and no read or write meets an end.</summary>
internal sealed class Fifo : IDisposable
{
    private readonly string _path;
    private readonly string _name;

    internal Fifo(string directory, string name)
    {
        _name = name;
        _path = Path.Combine(directory, name.Replace(' ', '-'));
        Native.Check(DeviceLibc.mkfifo(_path, 0x180), $"mkfifo '{_path}'"); // 0600
        OtherEnd = Native.Open(_path, Libc.O_RDWR | Libc.O_NONBLOCK);
    }

    internal SafeFileHandle OtherEnd { get; }

    public void Dispose()
    {
        OtherEnd.Dispose();
        File.Delete(_path);
    }

    internal RevocableFile Open(RevokeScope scope, FileAccess access) => scope.Open(_path, new RevocableFileOptions { Access = access });

    internal HandlePlan Plan(SleepOperation operation)
    {
        var writes = operation.IsWrite();
        return new HandlePlan(
            _name,
            operation,
            scope => Open(scope, writes ? FileAccess.Write : FileAccess.Read),
            () => Native.Open(_path, writes ? Libc.O_WRONLY : Libc.O_RDONLY));
    }
}
