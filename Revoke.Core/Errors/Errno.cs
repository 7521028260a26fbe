using System.Globalization;
using System.Runtime.InteropServices;

namespace Revoke.Errors;

/// <summary>
/// The one place where Linux error numbers are named and become exceptions. Every exception carries the raw number:
/// in <see cref="RevokedException.Errno"/>, else in <see cref="Exception.HResult"/>, as the framework's own do on Unix.
/// </summary>
/// <remarks>Numbers are those of asm-generic/errno.h, the same on x86-64 and arm64.</remarks>
internal static class Errno
{
    internal const int EPERM = 1;
    internal const int ENOENT = 2;
    internal const int EINTR = 4;
    internal const int EIO = 5;
    internal const int ENXIO = 6;
    internal const int E2BIG = 7;
    internal const int EBADF = 9;
    internal const int EAGAIN = 11;
    internal const int ENOMEM = 12;
    internal const int EACCES = 13;
    internal const int EFAULT = 14;
    internal const int EBUSY = 16;
    internal const int EEXIST = 17;
    internal const int ENODEV = 19;
    internal const int ENOTDIR = 20;
    internal const int EISDIR = 21;
    internal const int EINVAL = 22;
    internal const int ENFILE = 23;
    internal const int EMFILE = 24;
    internal const int ENOTTY = 25;
    internal const int EFBIG = 27;
    internal const int ENOSPC = 28;
    internal const int ESPIPE = 29;
    internal const int EROFS = 30;
    internal const int EPIPE = 32;
    internal const int ERANGE = 34;
    internal const int ENAMETOOLONG = 36;
    internal const int ENOSYS = 38;
    internal const int ELOOP = 40;
    internal const int ENODATA = 61;
    internal const int EPROTO = 71;
    internal const int EOVERFLOW = 75;
    internal const int EBADFD = 77;
    internal const int ESTRPIPE = 86;
    internal const int EOPNOTSUPP = 95;
    internal const int ECONNABORTED = 103;
    internal const int ECONNRESET = 104;
    internal const int ENOBUFS = 105;
    internal const int ENOTCONN = 107;
    internal const int ETIMEDOUT = 110;
    internal const int EREMOTEIO = 121;
    internal const int EDQUOT = 122;
    internal const int EHWPOISON = 133;

    private static readonly Dictionary<int, string> Names = new()
    {
        [EPERM] = nameof(EPERM),
        [ENOENT] = nameof(ENOENT),
        [EINTR] = nameof(EINTR),
        [EIO] = nameof(EIO),
        [ENXIO] = nameof(ENXIO),
        [E2BIG] = nameof(E2BIG),
        [EBADF] = nameof(EBADF),
        [EAGAIN] = nameof(EAGAIN),
        [ENOMEM] = nameof(ENOMEM),
        [EACCES] = nameof(EACCES),
        [EFAULT] = nameof(EFAULT),
        [EBUSY] = nameof(EBUSY),
        [EEXIST] = nameof(EEXIST),
        [ENODEV] = nameof(ENODEV),
        [ENOTDIR] = nameof(ENOTDIR),
        [EISDIR] = nameof(EISDIR),
        [EINVAL] = nameof(EINVAL),
        [ENFILE] = nameof(ENFILE),
        [EMFILE] = nameof(EMFILE),
        [ENOTTY] = nameof(ENOTTY),
        [EFBIG] = nameof(EFBIG),
        [ENOSPC] = nameof(ENOSPC),
        [ESPIPE] = nameof(ESPIPE),
        [EROFS] = nameof(EROFS),
        [EPIPE] = nameof(EPIPE),
        [ERANGE] = nameof(ERANGE),
        [ENAMETOOLONG] = nameof(ENAMETOOLONG),
        [ENOSYS] = nameof(ENOSYS),
        [ELOOP] = nameof(ELOOP),
        [ENODATA] = nameof(ENODATA),
        [EPROTO] = nameof(EPROTO),
        [EOVERFLOW] = nameof(EOVERFLOW),
        [EBADFD] = nameof(EBADFD),
        [ESTRPIPE] = nameof(ESTRPIPE),
        [EOPNOTSUPP] = nameof(EOPNOTSUPP),
        [ECONNRESET] = nameof(ECONNRESET),
        [ENOBUFS] = nameof(ENOBUFS),
        [ENOTCONN] = nameof(ENOTCONN),
        [ETIMEDOUT] = nameof(ETIMEDOUT),
        [EREMOTEIO] = nameof(EREMOTEIO),
        [EDQUOT] = nameof(EDQUOT),
        [EHWPOISON] = nameof(EHWPOISON),
    };

    /// <summary>
    /// Whether an error can be the kernel's own sign that the device behind a descriptor is gone: ENODEV and ENXIO of most
    /// drivers, EIO of a hung-up line, EFAULT and EBADFD of a removed tap. Recoverable errors (EPIPE and the like) are not among them.
    /// </summary>
    internal static bool CanMeanGone(int errno) => errno is ENODEV or ENXIO or EIO or EFAULT or EBADFD;

    /// <summary>Whether a number says nothing of the thing that was asked for, but that this process or machine has no more to give.</summary>
    internal static bool IsExhaustion(int errno) => errno is EMFILE or ENFILE or ENOMEM;

    /// <summary>The error of the last native call of this thread.</summary>
    internal static int Last => Marshal.GetLastPInvokeError();

    /// <summary><c>No such device (ENODEV)</c>.</summary>
    internal static string Describe(int errno) =>
        Marshal.GetPInvokeErrorMessage(errno) + " ("
        + (Names.TryGetValue(errno, out var name) ? name : "errno " + errno.ToString(CultureInfo.InvariantCulture)) + ")";

    /// <summary>The exception for an operation that failed on an object that is already open.</summary>
    internal static IOException ToException(int errno, string operation, string name) =>
        new($"{operation} {name}: {Describe(errno)}", errno);

    /// <summary>As the other, with what failed underneath, if that is known.</summary>
    internal static IOException ToException(int errno, string operation, string name, Exception? cause) => cause is null
        ? ToException(errno, operation, name)
        : new($"{operation} {name}: {Describe(errno)}: {cause.Message}", cause) { HResult = errno };

    /// <summary>
    /// The number for what a driver's callback threw: its own, if it carries a Linux one; EINVAL if it refuses what it was given; else EIO.
    /// </summary>
    internal static int FromException(Exception exception, bool isAnswerToInput = false) =>
        exception.HResult is > 0 and <= 4095 ? exception.HResult // MAX_ERRNO, linux/err.h
        : isAnswerToInput && exception is ArgumentException or FormatException or OverflowException ? EINVAL
        : EIO;

    /// <summary>The exception for a path that could not be opened.</summary>
    internal static Exception ToOpenException(int errno, string path) => ToPathException(errno, "open", path);

    /// <summary>The number that an exception of the library, or of the framework, carries; EIO for one that has none.</summary>
    internal static int Of(Exception exception) => exception switch
    {
        RevokedException revoked => revoked.Errno,
        OperationCanceledException => EINTR,
        ObjectDisposedException => EBADF,
        OutOfMemoryException => ENOMEM,
        ArgumentException => EINVAL,
        _ => exception.HResult is > 0 and < 4096 ? exception.HResult : EIO,
    };

    /// <summary>The exception for what could not be done to a path.</summary>
    internal static Exception ToPathException(int errno, string operation, string path) => errno switch
    {
        ENOENT => new FileNotFoundException($"{operation} '{path}': {Describe(errno)}", path) { HResult = errno },
        ENOTDIR => new DirectoryNotFoundException($"{operation} '{path}': {Describe(errno)}") { HResult = errno },
        ENAMETOOLONG => new PathTooLongException($"{operation} '{path}': {Describe(errno)}") { HResult = errno },
        EACCES or EPERM or EROFS => new UnauthorizedAccessException(
            $"{operation} '{path}': {Describe(errno)}; ask only for the access the file allows (the Access of the options)") { HResult = errno },
        EISDIR => new IOException($"{operation} '{path}': is a directory, which has no bytes to read or write ({nameof(EISDIR)})", errno),
        ENXIO => new IOException($"{operation} '{path}': no device or reader behind it ({nameof(ENXIO)})", errno),
        _ => ToException(errno, operation, $"'{path}'"),
    };
}
