using System.Globalization;

namespace Revoke;

/// <summary>
/// The device, file or mapping was taken away: its scope, or a scope above it, was revoked. Nothing brings this handle back;
/// a device that returns is a new scope of the next generation.
/// </summary>
/// <remarks>
/// An <see cref="IOException"/>, so that code which survives a failing device survives a revoked one. Whoever disposed the
/// object himself gets <see cref="ObjectDisposedException"/> instead, and recoverable errors keep their own exceptions.
/// </remarks>
public class RevokedException : IOException
{
    /// <summary>Creates the exception with no details.</summary>
    public RevokedException()
        : this("The object was revoked.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">The message.</param>
    public RevokedException(string? message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public RevokedException(string? message, Exception? innerException)
        : base(message, innerException) => HResult = Errno;

    /// <summary>Creates the exception for an object of a scope.</summary>
    /// <param name="reason">Why the scope was revoked.</param>
    /// <param name="scopeName">The scope's name.</param>
    /// <param name="generation">The scope's generation.</param>
    /// <param name="innerException">The kernel's or the driver's own error where it was seen first; else the reason's exception is used.</param>
    public RevokedException(RevokeReason reason, string scopeName, long generation, Exception? innerException = null)
        : base(null, innerException ?? reason?.Exception)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Reason = reason;
        ScopeName = scopeName;
        Generation = generation;
        HResult = Errno;
    }

    /// <inheritdoc/>
    public override string Message => Reason is { } reason ? Describe(reason, ScopeName, Generation) : base.Message; // put together only where it is read: many are thrown at once

    /// <summary>Why: the first reason given wins and is kept. <see langword="null"/> only if the exception was not made by the library.</summary>
    public RevokeReason? Reason { get; }

    /// <summary>The name of the scope that the object belongs to.</summary>
    public string? ScopeName { get; }

    /// <summary>The generation of that scope.</summary>
    public long Generation { get; }

    /// <summary>What a C program would find in errno; ENODEV (19) unless a driver offers another profile.</summary>
    public int Errno
    {
        get;
        init => HResult = field = value;
    } = Errors.Errno.ENODEV;

    /// <summary>The bytes that were transferred by this call before the object went; 0 if none.</summary>
    public long BytesTransferred { get; init; }

    private static string Describe(RevokeReason reason, string? scopeName, long generation) =>
        string.Create(CultureInfo.InvariantCulture, $"'{scopeName}' (generation {generation}) was revoked: {reason.Describe()}.");
}
