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
    /// <param name="name">Its name; <c>%d</c> in it is a number that the kernel chooses.</param>
    /// <exception cref="IOException">The kernel has no tap devices, or this user may not make one.</exception>
    internal static TapDevice Create(string name)
    {
        var queue = Native.Open(Node, Libc.O_RDWR);
        try
        {
            return new TapDevice(queue, Attach(queue, CreateRequest(name)));
        }
        catch
        {
            queue.Dispose();
            throw;
        }
    }

    /// <summary>No packet goes to the demo's own queue any more; it keeps the device all the same.</summary>
    internal void Detach() => Request(_queue, DeviceLibc.TUNSETQUEUE, CreateRequest(string.Empty, DeviceLibc.IFF_DETACH_QUEUE), "TUNSETQUEUE");

    internal HandlePlan Plan(int number, SleepOperation operation) => new($"{Name} queue {number}", operation, Open, OpenBare);

    private static byte[] CreateRequest(string name, short flags = DeviceLibc.IFF_TAP | DeviceLibc.IFF_NO_PI | DeviceLibc.IFF_MULTI_QUEUE)
    {
        // struct ifreq: the name, then the flags.
        var request = new byte[DeviceLibc.SizeOfIfreq];
        Encoding.ASCII.GetBytes(name, request);
        BitConverter.TryWriteBytes(request.AsSpan(DeviceLibc.IFNAMSIZ), flags);
        return request;
    }

    private static string Attach(SafeFileHandle queue, byte[] request)
    {
        Request(queue, DeviceLibc.TUNSETIFF, request, "TUNSETIFF");
        return Encoding.ASCII.GetString(request, 0, request.AsSpan(0, DeviceLibc.IFNAMSIZ).IndexOf((byte)0));
    }

    private static void Request(SafeFileHandle queue, nuint number, byte[] request, string what)
    {
        fixed (byte* start = request)
        {
            Native.Check(Libc.ioctl(Native.Number(queue), number, start), what);
        }
    }

    /// <summary>One more queue.</summary>
    internal RevocableFile Open(RevokeScope scope)
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
