using Revoke.Drivers;

namespace Revoke;

/// <content>What the floor above needs to map a file.</content>
public sealed partial class RevocableFile
{
    internal IFileOperations Operations => _operations;

    /// <summary>The table of the file's first map; <see langword="null"/> if there was none.</summary>
    internal VmOperations? VmOperations => Volatile.Read(ref _extras)?.VmOperations;

    /// <summary>Binds all maps of this file to one table; returns the one it is bound to already.</summary>
    internal VmOperations? BindVmOperations(VmOperations operations) => Interlocked.CompareExchange(ref Extras.VmOperations, operations, null);

    internal void ThrowIfGone()
    {
        ThrowIfDisposed();
        if (IsRevoked)
        {
            throw CreateRefusal();
        }
    }
}
