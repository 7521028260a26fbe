using Revoke.Errors;

namespace Revoke;

/// <summary>Mapped memory could not be reached: what would be a SIGBUS in a C program, where the access is checked.</summary>
public class BusErrorException : IOException
{
    /// <summary>Creates the exception with no details.</summary>
    public BusErrorException()
        : this("The mapped memory cannot be reached.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">The message.</param>
    public BusErrorException(string? message)
        : this(message, null)
    {
    }

    /// <summary>Creates the exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public BusErrorException(string? message, Exception? innerException)
        : base(message, innerException) => HResult = Errno.EFAULT;

    /// <summary>From where on the memory could not be reached, in bytes of the mapping; of <see cref="RevocableMapping.Populate"/> of a file, where it was asked to begin.</summary>
    public long Offset { get; init; }

    /// <summary>The bytes before <see cref="Offset"/> that were copied by this call; 0 if none.</summary>
    public long BytesTransferred { get; init; }
}
