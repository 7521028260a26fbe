using System.Runtime.InteropServices;
using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Files;

/// <summary>Operations over a regular file (sysfs attributes too) or a block device: it has a position and a length, and its calls can block in the kernel.</summary>
internal sealed unsafe class SeekableDescriptorOperations(SafeHandle handle, DescriptorKind kind, bool ownsHandle)
    : DescriptorOperations(handle, kind, ownsHandle), ISeekOperation, ITruncateOperation, IFsyncOperation, IBlockingOperations
{
    public long Seek(in DriverCall context, long offset, SeekOrigin origin)
    {
        var position = Libc.lseek(Descriptor, offset, (int)origin);
        return position >= 0 ? position : -Errno.Last;
    }

    public long GetLength(in DriverCall context)
    {
        if (Kind.IsBlockDevice)
        {
            // statx(2) tells no size of a device; its end is found by going there and back.
            var here = Libc.lseek(Descriptor, 0, Libc.SEEK_CUR);
            var end = Libc.lseek(Descriptor, 0, Libc.SEEK_END);
            var errno = Errno.Last;
            _ = Libc.lseek(Descriptor, here, Libc.SEEK_SET);
            return end >= 0 ? end : -errno;
        }

        Statx status;
        byte empty = 0;
        if (Libc.statx(Descriptor, &empty, Libc.AT_EMPTY_PATH, Libc.STATX_SIZE, &status) < 0)
        {
            return -Errno.Last;
        }

        return (long)status.stx_size;
    }

    public OperationResult SetLength(in DriverCall context, long length) =>
        Libc.ftruncate(Descriptor, length) == 0 ? OperationResult.Done(0) : OperationResult.Failed(Errno.Last);

    public OperationResult Fsync(in DriverCall context) =>
        Libc.fsync(Descriptor) == 0 ? OperationResult.Done(0) : OperationResult.Failed(Errno.Last);

    // No call makes read(2) of a disk return; what does not leave is reported.
    public void Kick()
    {
    }
}
