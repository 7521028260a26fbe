using System.Text;
using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>
/// A multi-queue tap device, gone with its last queue. The demo holds one queue itself, so that it is there until it is deleted,
/// and does not outlive the process if that is killed.
/// </summary>
internal sealed unsafe class TapDevice : IDisposable
{
    internal const string Node = "/dev/net/tun";

    private readonly SafeFileHandle _queue;

    private TapDevice(SafeFileHandle queue, string name)
    {
        _queue = queue;
        Name = name;
    }

    /// <summary>As chosen by the kernel.</summary>
    internal string Name { get; }

    public void Dispose() => _queue.Dispose();

    /// <summary>Makes one.</summary>
    /// <exception cref="IOException">The kernel has no tap devices, or this user may not make one.</exception>
    internal static TapDevice Create()
    {
        var queue = Native.Open(Node, Libc.O_RDWR);
        try
        {
            var request = CreateRequest("revoke%d");
            return new TapDevice(queue, Attach(queue, request));
        }
        catch
        {
            queue.Dispose();
            throw;
        }
    }

    internal HandlePlan Plan(int number, SleepOperation operation) => new($"{Name} queue {number}", operation, Open, OpenBare);

    private static byte[] CreateRequest(string name)
    {
        // struct ifreq: the name, then the flags.
        var request = new byte[DeviceLibc.SizeOfIfreq];
        Encoding.ASCII.GetBytes(name, request);
        BitConverter.TryWriteBytes(request.AsSpan(DeviceLibc.IFNAMSIZ), (short)(DeviceLibc.IFF_TAP | DeviceLibc.IFF_NO_PI | DeviceLibc.IFF_MULTI_QUEUE));
        return request;
    }

    private static string Attach(SafeFileHandle queue, byte[] request)
    {
        fixed (byte* start = request)
        {
            Native.Check(Libc.ioctl(Native.Number(queue), DeviceLibc.TUNSETIFF, start), "TUNSETIFF");
        }

        return Encoding.ASCII.GetString(request, 0, request.AsSpan(0, DeviceLibc.IFNAMSIZ).IndexOf((byte)0));
    }

    private RevocableFile Open(RevokeScope scope)
    {
        var file = scope.Open(Node);
        file.Ioctl(DeviceLibc.TUNSETIFF, CreateRequest(Name));
        return file;
    }

    private SafeFileHandle OpenBare()
    {
        var queue = Native.Open(Node, Libc.O_RDWR);
        Attach(queue, CreateRequest(Name));
        return queue;
    }
}
