using Revoke.Errors;
using Revoke.Fuse.Protocol;
using Revoke.Interop;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Serving;

/// <summary>The descriptor of <c>/dev/fuse</c> by which the kernel and the host speak: whole messages, each by one call. Any thread may read or send.</summary>
internal sealed unsafe class Connection(OwnedDescriptor device) : IDisposable
{
    internal int Number => device.Number;

    /// <summary>Sleeps until there is a request.</summary>
    /// <returns>How long it is; -1 if the file system is gone.</returns>
    internal int Receive(byte* buffer, int capacity)
    {
        while (true)
        {
            var count = Libc.read(device.Number, buffer, (nuint)capacity);
            if (count > 0)
            {
                return (int)count;
            }

            // ENOENT: whoever had asked has been killed since. ENODEV: unmounted.
            if (count == 0 || Errno.Last is not (Errno.EINTR or Errno.EAGAIN or Errno.ENOENT))
            {
                return -1;
            }
        }
    }

    /// <summary>Sends a message; nothing is said of one that nobody waits for any more.</summary>
    /// <returns>0, or the error number.</returns>
    internal int Send(ReadOnlySpan<byte> message)
    {
        fixed (byte* start = message)
        {
            while (Libc.write(device.Number, start, (nuint)message.Length) < 0)
            {
                if (Errno.Last != Errno.EINTR)
                {
                    return Errno.Last;
                }
            }
        }

        return 0;
    }

    internal void Fail(ulong unique, int errno)
    {
        var header = new fuse_out_header { len = (uint)sizeof(fuse_out_header), error = -errno, unique = unique };
        _ = Send(new ReadOnlySpan<byte>(&header, sizeof(fuse_out_header)));
    }

    /// <summary>Tells the kernel something unasked.</summary>
    /// <returns>0, or the error number: ENOENT where nobody knows of it.</returns>
    internal int Notify<T>(Notice notice, in T body)
        where T : unmanaged
    {
        var length = sizeof(fuse_out_header) + sizeof(T);
        var message = stackalloc byte[length];
        *(fuse_out_header*)message = new fuse_out_header { len = (uint)length, error = (int)notice };
        *(T*)(message + sizeof(fuse_out_header)) = body;
        return Send(new ReadOnlySpan<byte>(message, length));
    }

    public void Dispose() => device.Dispose();
}
