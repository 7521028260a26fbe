using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Cli.Interop;

/// <summary>Checked calls: an error becomes an <see cref="IOException"/> with its number as <see cref="Exception.HResult"/>.</summary>
internal static unsafe class Native
{
    internal static int Check(int result, string what) => result >= 0 ? result : throw LastError(what);

    internal static SafeFileHandle Own(int descriptor, string what) => new(Check(descriptor, what), ownsHandle: true);

    internal static SafeFileHandle Open(string path, int flags) => Own(Libc.open(path, flags | Libc.O_CLOEXEC | Libc.O_NOCTTY, 0), $"open '{path}'");

    internal static SafeFileHandle Duplicate(SafeFileHandle handle) => Own(Libc.fcntl(Number(handle), Libc.F_DUPFD_CLOEXEC, 0), "fcntl");

    internal static int Number(SafeHandle handle) => (int)handle.DangerousGetHandle();

    /// <summary>Sleeps until one descriptor is ready, for ever if it never is.</summary>
    internal static short Poll(int descriptor, short events)
    {
        var entry = new PollFd { fd = descriptor, events = events };
        while (Libc.ppoll(&entry, 1, null, null) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LastError("ppoll");
            }
        }

        return entry.revents;
    }

    internal static IOException LastError(string what) => Error(Marshal.GetLastPInvokeError(), what);

    internal static IOException Error(int errno, string what) => new($"{what}: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})", errno);
}
