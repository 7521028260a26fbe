using System.Collections.Concurrent;
using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Mappings;

/// <summary>
/// Copies by the kernel, which answers EFAULT where the process itself would get a signal. By process_vm_readv(2) on oneself where that is allowed (a container may
/// forbid it), else through an anonymous file, which any process may have.
/// </summary>
internal static unsafe class CheckedCopy
{
    private const int PieceOfFile = 1 << 16;

    private static readonly ConcurrentBag<OwnedDescriptor> s_files = [];
    private static readonly Lazy<CheckedCopyWay> s_way = new(FindWay);

    /// <summary>How it is done in this process.</summary>
    internal static CheckedCopyWay Way => s_way.Value;

    /// <summary>Copies out of memory that may be unreachable. Returns how much was, from the beginning; less than asked for means that the next byte is not.</summary>
    /// <exception cref="IOException">The system refuses it for another reason than that.</exception>
    internal static int Read(byte* from, byte* to, int length) => Copy(from, to, length, isRead: true);

    /// <summary>Copies into memory that may be unreachable, in the same way.</summary>
    /// <exception cref="IOException">The system refuses it for another reason than that.</exception>
    internal static int Write(byte* from, byte* to, int length) => Copy(from, to, length, isRead: false);

    private static int Copy(byte* from, byte* to, int length, bool isRead) =>
        Way == CheckedCopyWay.ProcessMemory ? CopyByProcessMemory(from, to, length, isRead) : CopyThroughFile(from, to, length);

    private static int CopyByProcessMemory(byte* from, byte* to, int length, bool isRead)
    {
        var done = 0;
        while (done < length)
        {
            var local = new IoVector { iov_base = isRead ? to + done : from + done, iov_len = (nuint)(length - done) };
            var remote = new IoVector { iov_base = isRead ? from + done : to + done, iov_len = (nuint)(length - done) };
            var count = isRead
                ? Libc.process_vm_readv(Environment.ProcessId, &local, 1, &remote, 1, 0)
                : Libc.process_vm_writev(Environment.ProcessId, &local, 1, &remote, 1, 0);
            if (count > 0)
            {
                done += (int)count;
            }
            else if (count == 0 || Errno.Last == Errno.EFAULT)
            {
                break;
            }
            else if (Errno.Last != Errno.EINTR)
            {
                throw Errno.ToException(Errno.Last, isRead ? "process_vm_readv" : "process_vm_writev", "mapped memory");
            }
        }

        return done;
    }

    // write(2) reads the one side, read(2) writes the other; both say EFAULT.
    private static int CopyThroughFile(byte* from, byte* to, int length)
    {
        var file = s_files.TryTake(out var used) ? used : Create();
        try
        {
            var done = 0;
            while (done < length)
            {
                var written = Transfer(Libc.pwrite(file.Number, from + done, (nuint)Math.Min(PieceOfFile, length - done), 0), "pwrite");
                var read = written > 0 ? Transfer(Libc.pread(file.Number, to + done, (nuint)written, 0), "pread") : 0;
                done += read;
                if (read == 0)
                {
                    break;
                }
            }

            return done;
        }
        finally
        {
            s_files.Add(file);
        }
    }

    private static int Transfer(nint count, string operation) =>
        count >= 0 ? (int)count : Errno.Last == Errno.EFAULT ? 0 : throw Errno.ToException(Errno.Last, operation, "mapped memory");

    private static OwnedDescriptor Create()
    {
        var fd = Libc.memfd_create("revoke-copy", Libc.MFD_CLOEXEC);
        return fd >= 0 ? new OwnedDescriptor(fd) : throw Errno.ToException(Errno.Last, "memfd_create", "mapped memory");
    }

    private static bool TryCreate()
    {
        try
        {
            s_files.Add(Create());
            return true;
        }
        catch (IOException)
        {
            return false; // every copy will say why
        }
    }

    private static CheckedCopyWay FindWay()
    {
        byte here = 1;
        byte there = 0;
        var local = new IoVector { iov_base = &here, iov_len = 1 };
        var remote = new IoVector { iov_base = &there, iov_len = 1 };
        var isAllowed = Libc.process_vm_readv(Environment.ProcessId, &local, 1, &remote, 1, 0) == 1 && Libc.process_vm_writev(Environment.ProcessId, &local, 1, &remote, 1, 0) == 1;
        return isAllowed ? CheckedCopyWay.ProcessMemory : TryCreate() ? CheckedCopyWay.AnonymousFile : CheckedCopyWay.None;
    }
}
