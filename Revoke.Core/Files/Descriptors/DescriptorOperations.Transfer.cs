using Revoke.Interop;

namespace Revoke.Files;

internal unsafe partial class DescriptorOperations
{
    private nint Receive(byte* start, nuint length, long offset)
    {
        switch (_mode)
        {
            case TransferMode.Socket:
                return Libc.recv(Descriptor, start, length, Libc.MSG_DONTWAIT);
            case TransferMode.NoWait:
                var vector = new IoVector { iov_base = start, iov_len = length };
                return Libc.preadv2(Descriptor, &vector, 1, offset, Libc.RWF_NOWAIT);
            default:
                return offset < 0 ? Libc.read(Descriptor, start, length) : Libc.pread(Descriptor, start, length, offset);
        }
    }

    private nint Send(byte* start, nuint length, long offset)
    {
        switch (_mode)
        {
            case TransferMode.Socket:
                return Libc.send(Descriptor, start, length, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
            case TransferMode.NoWait:
                var vector = new IoVector { iov_base = start, iov_len = length };
                return Libc.pwritev2(Descriptor, &vector, 1, offset, Libc.RWF_NOWAIT);
            default:
                return offset < 0 ? Libc.write(Descriptor, start, length) : Libc.pwrite(Descriptor, start, length, offset);
        }
    }
}
