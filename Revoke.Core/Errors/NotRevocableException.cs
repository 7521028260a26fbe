using Revoke.Errors;

namespace Revoke;

/// <summary>Something cannot be revoked correctly and is therefore refused when it is registered, before any code of the driver runs.</summary>
public class NotRevocableException : IOException
{
    /// <summary>Creates the exception with no details.</summary>
    public NotRevocableException()
        : this("The object cannot be revoked and is refused.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">The message.</param>
    public NotRevocableException(string? message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public NotRevocableException(string? message, Exception? innerException)
        : base(message, innerException) => HResult = Errno.EINVAL;

    internal NotRevocableException(string name, string operation, string why)
        : this($"map {name}: refused because of '{operation}': {why}") => Operation = operation;

    /// <summary>The operation because of which it is refused, by its kernel name (<c>close</c>), if it is a single one.</summary>
    public string? Operation { get; }
}
