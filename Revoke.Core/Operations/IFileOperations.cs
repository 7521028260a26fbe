namespace Revoke.Drivers;

/// <summary>
/// What is behind an open file. A driver implements this and one small interface per ability; which ones is looked at once, when the
/// file is opened. The same implementation serves synchronous and asynchronous callers, on any number of threads at a time.
/// </summary>
public interface IFileOperations
{
    /// <summary>
    /// Frees what the driver holds for this open file. Called exactly once, after the last operation has left, outside every lock.
    /// If it throws, the file counts as released, and the exception is in the outcome of the revoke.
    /// </summary>
    void Release();
}
