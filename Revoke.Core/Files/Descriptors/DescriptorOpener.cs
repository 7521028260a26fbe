using System.Globalization;
using System.Runtime.InteropServices;
using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Files;

/// <summary>From a path or a descriptor to operations. On every failure the descriptor is as it was, and one that was opened here is closed.</summary>
internal static unsafe class DescriptorOpener
{
    /// <summary>Opens a path; null for a FIFO that is opened for writing and has no reader yet, which is worth trying again.</summary>
    internal static DescriptorOperations? TryOpen(OpenTarget target, RevocableFileOptions options)
    {
        var path = target.Name;
        var flags = Libc.O_NONBLOCK | Libc.O_CLOEXEC | Libc.O_NOCTTY | GetAccessFlags(options.Access)
            | (options.Create ? Libc.O_CREAT : 0)
            | (options.Create && options.Exclusive ? Libc.O_EXCL : 0);
        var fd = Retry(() => target.Open(flags, 0x1B6)); // 0666, less the process's umask
        if (fd < 0)
        {
            var errno = Errno.Last;
            return errno == Errno.ENXIO && options.Access == FileAccess.Write && IsFifo(target) ? null : throw Errno.ToOpenException(errno, path);
        }

        var handle = new OwnedDescriptor(fd);
        try
        {
            var status = GetStatus(fd, path);
            if (target.Number is { } number && number != (status.stx_rdev_major, status.stx_rdev_minor))
            {
                throw Errno.ToOpenException(Errno.ENODEV, path);
            }

            var kind = new DescriptorKind(status.stx_mode, isNonBlocking: true);
            if (kind.IsDirectory)
            {
                throw Errno.ToOpenException(Errno.EISDIR, path);
            }

            if (options.Serial is { } serial)
            {
                SerialLine.Configure(fd, serial, path);
            }

            var operations = Create(handle, kind, ownsHandle: true);
            if (options.Exclusive)
            {
                ClaimExclusively(operations, fd, path);
            }

            return operations;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Uses the caller's descriptor; counts a reference until release, changes nothing about it that others share.</summary>
    internal static DescriptorOperations Borrow(SafeHandle handle, string name, RevocableFileOptions options, out FileAccess access)
    {
        var added = false;
        handle.DangerousAddRef(ref added);
        try
        {
            var fd = (int)handle.DangerousGetHandle();
            var flags = Libc.fcntl(fd, Libc.F_GETFL, 0);
            if (flags < 0)
            {
                throw Errno.ToException(Errno.Last, "fcntl", name);
            }

            if ((flags & Libc.O_PATH) != 0)
            {
                throw Errno.ToException(Errno.EBADF, "read or write (it was opened with O_PATH)", name);
            }

            access = (flags & Libc.O_ACCMODE) switch
            {
                Libc.O_RDONLY => FileAccess.Read,
                Libc.O_WRONLY => FileAccess.Write,
                _ => FileAccess.ReadWrite,
            };
            var kind = new DescriptorKind(GetStatus(fd, name).stx_mode, (flags & Libc.O_NONBLOCK) != 0);
            if (kind.IsDirectory)
            {
                throw Errno.ToException(Errno.EISDIR, "read or write", name);
            }

            if (options.Serial is { } serial)
            {
                SerialLine.Configure(fd, serial, name);
            }

            return Create(handle, kind, ownsHandle: false);
        }
        catch
        {
            handle.DangerousRelease();
            throw;
        }
    }

    internal static string Name(SafeHandle handle) =>
        "descriptor " + handle.DangerousGetHandle().ToString(CultureInfo.InvariantCulture);

    private static DescriptorOperations Create(SafeHandle handle, DescriptorKind kind, bool ownsHandle) => kind.IsSeekable
        ? new SeekableDescriptorOperations(handle, kind, ownsHandle)
        : new DescriptorOperations(handle, kind, ownsHandle);

    private static int GetAccessFlags(FileAccess access) => access switch
    {
        FileAccess.Read => Libc.O_RDONLY,
        FileAccess.Write => Libc.O_WRONLY,
        _ => Libc.O_RDWR,
    };

    private static int Retry(Func<int> call)
    {
        int result;
        do
        {
            result = call();
        }
        while (result < 0 && Errno.Last == Errno.EINTR);

        return result;
    }

    internal static Statx GetStatus(int fd, string name)
    {
        Statx status;
        byte empty = 0;
        return Libc.statx(fd, &empty, Libc.AT_EMPTY_PATH, Libc.STATX_TYPE | Libc.STATX_SIZE, &status) == 0
            ? status
            : throw Errno.ToException(Errno.Last, "statx", name);
    }

    private static bool IsFifo(OpenTarget target)
    {
        var fd = target.Open(Libc.O_PATH | Libc.O_CLOEXEC, 0);
        if (fd < 0)
        {
            return false;
        }

        using var handle = new OwnedDescriptor(fd);
        return new DescriptorKind(GetStatus(fd, target.Name).stx_mode, isNonBlocking: true).IsFifo;
    }

    /// <summary>Against others who ask too: an advisory lock, and on a tty, where open(2) then fails for them, TIOCEXCL.</summary>
    private static void ClaimExclusively(DescriptorOperations operations, int fd, string path)
    {
        if (!operations.TryLock())
        {
            throw Errno.ToException(Errno.Last == Errno.EAGAIN ? Errno.EBUSY : Errno.Last, "open exclusively", $"'{path}'");
        }

        if (SerialLine.IsTty(fd) && !operations.TryClaimTty())
        {
            throw Errno.ToException(Errno.Last, "open exclusively", $"'{path}'");
        }
    }
}
