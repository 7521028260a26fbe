using Revoke.Drivers;
using Revoke.Files;

namespace Revoke;

/// <content>What the floor above needs to map a file.</content>
public sealed partial class RevocableFile
{
    internal IFileOperations Operations => _operations;

    /// <summary>The table of the file's first map; <see langword="null"/> if there was none.</summary>
    internal VmOperations? VmOperations => Volatile.Read(ref _extras)?.VmOperations;

    /// <summary>Binds all maps of this file to one table; returns the one it is bound to already.</summary>
    internal VmOperations? BindVmOperations(VmOperations operations) => Interlocked.CompareExchange(ref Extras.VmOperations, operations, null);

    /// <summary>The memory that the driver supplies. The caller is inside this file, and has bound it to the table.</summary>
    internal PageStore GetPages(VmOperations operations)
    {
        if (Volatile.Read(ref Extras.Pages) is { } there)
        {
            return there;
        }

        var fresh = new PageStore(_operations, operations, Name);
        if (Interlocked.CompareExchange(ref Extras.Pages, fresh, null) is not { } first)
        {
            return fresh;
        }

        fresh.Close();
        return first;
    }

    // Mappings of a driver's memory go on when their file is disposed: the driver is released by whoever is last.
    internal override void Release()
    {
        if (Volatile.Read(ref _extras)?.Pages is { } pages)
        {
            pages.Leave();
        }
        else
        {
            _operations.Release();
        }
    }

    internal void ThrowIfGone()
    {
        ThrowIfDisposed();
        if (IsRevoked)
        {
            throw CreateRefusal();
        }
    }
}
