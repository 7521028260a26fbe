using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Mappings;

namespace Revoke;

/// <content>Whether the file may be mapped.</content>
public sealed partial class RevocableFile
{
    /// <summary>Throws what a memory mapping of this file is refused with, before any operation of its driver runs; returns if it may be mapped.</summary>
    /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked.</exception>
    /// <exception cref="NotRevocableException">The driver's vm operations have one that a revoke cannot answer for (EINVAL); it says which and why.</exception>
    /// <exception cref="IOException">The driver cannot be mapped (ENODEV).</exception>
    public void EnsureMappable() => VetMap(IsRevoked ? null : (_operations as IMapOperation)?.VmOperations);

    /// <summary>What a map does first: decides by the table, and binds all later maps of this file to it.</summary>
    internal void BindMap(VmOperations operations)
    {
        VetMap(operations);
        VmVetting.Check($"'{Name}'", operations, Interlocked.CompareExchange(ref Extras.VmOperations, operations, null));
    }

    private void VetMap(VmOperations? operations)
    {
        ThrowIfDisposed();
        if (IsRevoked)
        {
            throw CreateRefusal();
        }

        if (operations is null)
        {
            throw CreateMissing(Errno.ENODEV, "mmap");
        }

        VmVetting.Check($"'{Name}'", operations, Volatile.Read(ref _extras)?.VmOperations);
    }
}
