using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Revoke.Drivers.Alsa.Interop;

/// <summary>What waiting for several descriptors, and a mapped ring buffer, need of libc.</summary>
internal static unsafe partial class Libc
{
    private const int F_DUPFD_CLOEXEC = 1030;
    private const int EPOLL_CLOEXEC = 0x80000;
    private const int EPOLL_CTL_ADD = 1;
    private const int MADV_POPULATE_READ = 22;
    private const int MADV_POPULATE_WRITE = 23;
    private const int PROT_READ = 1;
    private const int MAP_SHARED = 1;
    private const int EFAULT = 14;

    /// <summary>Another descriptor of the same open file.</summary>
    /// <exception cref="IOException">There are too many open files.</exception>
    internal static SafeFileHandle Duplicate(int descriptor, string name)
    {
        var copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        return copy >= 0 ? new SafeFileHandle(copy, ownsHandle: true) : throw AlsaErrors.ToException(Marshal.GetLastPInvokeError(), "duplicate a descriptor of", name);
    }

    /// <summary>An epoll without members.</summary>
    /// <exception cref="IOException">There are too many open files.</exception>
    internal static SafeFileHandle CreateEpoll(string name)
    {
        var created = epoll_create1(EPOLL_CLOEXEC);
        return created >= 0 ? new SafeFileHandle(created, ownsHandle: true) : throw AlsaErrors.ToException(Marshal.GetLastPInvokeError(), "gather the descriptors of", name);
    }

    /// <summary>False if it is one that epoll does not take, which is ready always.</summary>
    internal static bool TryAdd(SafeFileHandle epoll, SafeFileHandle descriptor, uint events)
    {
        // The kernel's layout is packed on x86-64, with the events first everywhere; the rest of it is not used.
        var added = stackalloc uint[4];
        added[0] = events;
        return epoll_ctl((int)epoll.DangerousGetHandle(), EPOLL_CTL_ADD, (int)descriptor.DangerousGetHandle(), added) == 0;
    }

    /// <summary>Touches all of a mapping; false if it cannot be. Where the kernel has no such call, or it is physical memory, which is there at once, there is nothing to be done.</summary>
    internal static bool TryPopulate(nint address, int length) => madvise(address, (nuint)length, MADV_POPULATE_WRITE) == 0 || Marshal.GetLastPInvokeError() != EFAULT;

    /// <summary>A page of a device, for reading, touched; false if it is not given.</summary>
    internal static bool TryMapPage(SafeFileHandle descriptor, long offset, out nint address)
    {
        var length = (nuint)Environment.SystemPageSize;
        address = mmap(0, length, PROT_READ, MAP_SHARED, (int)descriptor.DangerousGetHandle(), (nint)offset);
        if (address == -1)
        {
            return false;
        }

        if (madvise(address, length, MADV_POPULATE_READ) == 0)
        {
            return true;
        }

        UnmapPage(address);
        return false;
    }

    internal static void UnmapPage(nint address) => _ = munmap(address, (nuint)Environment.SystemPageSize);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint mmap(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc")]
    private static partial int munmap(nint address, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int madvise(nint address, nuint length, int advice);

    [LibraryImport("libc")]
    internal static partial int poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, int descriptor, uint* wanted);
}
