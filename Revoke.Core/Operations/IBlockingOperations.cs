namespace Revoke.Drivers;

/// <summary>
/// Marks operations that can block in the kernel inside a call, because they cannot be made to answer <c>WouldBlock</c> (disks, show and
/// store of sysfs). Their asynchronous form runs on the thread pool, and a revoke reports them by operation and time if they do not leave.
/// Absent: the operations are taken at their word.
/// </summary>
public interface IBlockingOperations : IFileOperations
{
    /// <summary>Makes calls that are inside return, if there is a way. Called again and again, beside running operations, until the last has left.</summary>
    void Kick();
}
