namespace Revoke.Drivers;

/// <summary>A position and a length. Absent: the file is a stream; seeking and offsets fail with ESPIPE.</summary>
public interface ISeekOperation : IFileOperations
{
    /// <summary>Moves the position.</summary>
    /// <param name="context">The stay inside the guard.</param>
    /// <param name="offset">How far, from <paramref name="origin"/>.</param>
    /// <param name="origin">From where.</param>
    /// <returns>The new position from the beginning; or a negative error number.</returns>
    long Seek(in DriverCall context, long offset, SeekOrigin origin);

    /// <summary>The length in bytes.</summary>
    /// <param name="context">The stay inside the guard.</param>
    /// <returns>The length; or a negative error number.</returns>
    long GetLength(in DriverCall context);
}
