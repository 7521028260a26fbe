namespace Revoke.Drivers;

/// <summary>Setting the length. Absent: it fails with EINVAL, as ftruncate(2) does.</summary>
public interface ITruncateOperation : IFileOperations
{
    /// <summary>Sets the length.</summary>
    /// <param name="context">The stay inside the guard.</param>
    /// <param name="length">In bytes.</param>
    /// <returns>Done with 0; or an error.</returns>
    OperationResult SetLength(in DriverCall context, long length);
}
