namespace Revoke.Drivers;

/// <summary>Writing. Absent: a write fails with EINVAL.</summary>
public interface IWriteOperation : IFileOperations
{
    /// <summary>Writes what fits now. The library calls again with the rest.</summary>
    /// <param name="context">The stay inside the guard.</param>
    /// <param name="buffer">What to write.</param>
    /// <param name="offset">Where to, or <see cref="DriverCall.CurrentPosition"/>; files without <see cref="ISeekOperation"/> get only that.</param>
    /// <returns>Done with the number of bytes taken; or what to wait for, if none could be taken.</returns>
    OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset);
}
