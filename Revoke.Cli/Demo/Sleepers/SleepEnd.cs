using System.Diagnostics;
using System.Globalization;

namespace Revoke.Cli.Demo.Sleepers;

/// <summary>How a sleep ended, as its caller saw it.</summary>
/// <param name="At">When the caller had it.</param>
/// <param name="IsDead">Whether it says that the handle is gone.</param>
/// <param name="Result">For people; begins with <c>revoked</c> if the handle is gone.</param>
/// <param name="Errno">The error number the caller was given; 0 if none.</param>
internal sealed record SleepEnd(long At, bool IsDead, string Result, int Errno)
{
    private const int EIO = 5;
    private const int EFAULT = 14;
    private const int ENODEV = 19;
    private const int EBADFD = 77;

    internal static SleepEnd Revoked(string detail) => new(Stopwatch.GetTimestamp(), IsDead: true, $"revoked: {detail}", 0);

    internal static SleepEnd Returned(string value) => new(Stopwatch.GetTimestamp(), IsDead: false, value, 0);

    /// <summary>A count: none at all is an end of file, less than asked for is a write that was broken off.</summary>
    internal static SleepEnd Counted(int count, bool isShort)
    {
        var text = count.ToString(CultureInfo.InvariantCulture);
        return count == 0 ? Revoked("end of file") : isShort ? Revoked($"short count {text}") : Returned($"{text} bytes");
    }

    /// <summary>The library's answer, or the kernel's own sign that the device went, where that won the race.</summary>
    internal static SleepEnd Failed(Exception exception)
    {
        var at = Stopwatch.GetTimestamp();
        return exception switch
        {
            RevokedException { InnerException: IOException inner } revoked => new(at, IsDead: true, $"revoked: after the kernel's {Name(inner.HResult)}", revoked.Errno),
            RevokedException revoked => new(at, IsDead: true, $"revoked: {Name(revoked.Errno)}", revoked.Errno),
            IOException { HResult: EIO or EFAULT or ENODEV or EBADFD } error => new(at, IsDead: true, $"revoked: the kernel's {Name(error.HResult)}", error.HResult),
            IOException error => new(at, IsDead: false, error.Message, error.HResult),
            _ => new(at, IsDead: false, exception.GetType().Name, 0),
        };
    }

    private static string Name(int errno)
    {
        var name = errno switch
        {
            EIO => nameof(EIO),
            EFAULT => nameof(EFAULT),
            ENODEV => nameof(ENODEV),
            EBADFD => nameof(EBADFD),
            _ => "errno",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{name} ({errno})");
    }
}
