namespace Revoke.Drivers;

/// <summary>Reading. Absent: a read fails with EINVAL.</summary>
public interface IReadOperation : IFileOperations
{
    /// <summary>Reads what is there.</summary>
    /// <param name="context">The stay inside the guard.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">Where from, or <see cref="DriverCall.CurrentPosition"/>; files without <see cref="ISeekOperation"/> get only that.</param>
    /// <returns>Done with the number of bytes, 0 at the end of the file; or what to wait for.</returns>
    OperationResult Read(in DriverCall context, Span<byte> buffer, long offset);
}
