using Revoke.Drivers.Uio;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Uio;

/// <summary>A device of the tree whose interrupts come out of a socket, as counts of four bytes.</summary>
internal sealed class InjectedDevice : IDisposable
{
    private int _count;

    public InjectedDevice(int seen = 0, string driver = "uio_pci_generic", FileAccess access = FileAccess.ReadWrite, Func<RevokeScope, RevocableFile>? open = null)
    {
        Tree.AddParent(driver: driver);
        Path = Tree.AddSilently();
        var info = Tree.Driver.GetDevices()[0];
        var scope = Tree.Monitor.Follow(info.Id);
        _count = seen;
        Device = new UioDevice(scope, info, open is null ? scope.Open(Pair.Near) : open(scope), seen, access);
    }

    public UioTree Tree { get; } = new();

    public string Path { get; }

    public SocketPair Pair { get; } = new(keepsMessages: true);

    public UioDevice Device { get; }

    /// <summary>Interrupts so many times, which is told once.</summary>
    public void Fire(int times = 1)
    {
        _count = unchecked(_count + times);
        Pair.Far.Write(BitConverter.GetBytes(_count));
    }

    /// <summary>The device is removed, and that is said.</summary>
    public Task RemoveAsync() => Tree.Folder.RemoveAsync(Path);

    public void Dispose()
    {
        Device.Dispose();
        Tree.Dispose();
        Pair.Dispose();
    }
}
