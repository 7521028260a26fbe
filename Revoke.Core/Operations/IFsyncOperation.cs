namespace Revoke.Drivers;

/// <summary>Making what was written durable. Absent: there is nothing to do, and that succeeds even after a revoke.</summary>
public interface IFsyncOperation : IFileOperations
{
    /// <summary>Makes what was written durable.</summary>
    /// <param name="context">The stay inside the guard.</param>
    /// <returns>Done with 0; or an error.</returns>
    OperationResult Fsync(in DriverCall context);
}
