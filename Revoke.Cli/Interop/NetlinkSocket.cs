using Microsoft.Win32.SafeHandles;
using Revoke.Interop;

namespace Revoke.Cli.Interop;

/// <summary>A netlink(7) socket.</summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>Opens and binds it.</summary>
    /// <param name="protocol">Which part of the kernel it talks to.</param>
    /// <exception cref="IOException">It may not be.</exception>
    internal NetlinkSocket(int protocol)
    {
        _handle = Native.Own(Libc.socket(Libc.AF_NETLINK, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, protocol), "socket(AF_NETLINK)");
        try
        {
            var address = new SocketAddressNetlink { nl_family = Libc.AF_NETLINK };
            Native.Check(Libc.bind(Native.Number(_handle), &address, (uint)sizeof(SocketAddressNetlink)), "bind a netlink socket");
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>Beyond the limit for everybody, if this user may.</summary>
    internal bool TryForceReceiveBuffer(int bytes) =>
        Libc.setsockopt(Native.Number(_handle), Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, &bytes, sizeof(int)) == 0;

    /// <summary>Sends one request that asks for an acknowledgement, and waits for that.</summary>
    /// <exception cref="IOException">The kernel refuses, with its error number.</exception>
    internal void Request(ReadOnlySpan<byte> message, string what)
    {
        var answer = stackalloc byte[1024];
        fixed (byte* start = message)
        {
            var length = Libc.send(Native.Number(_handle), start, (nuint)message.Length, 0);
            length = length < 0 ? length : Libc.recv(Native.Number(_handle), answer, 1024, 0);
            if (length < sizeof(NetlinkError))
            {
                throw Native.LastError(what);
            }
        }

        if (((NetlinkError*)answer)->error is var error and not 0)
        {
            throw Native.Error(-error, what);
        }
    }
}
