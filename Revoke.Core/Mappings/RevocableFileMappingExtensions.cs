using System.Runtime.Versioning;
using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Files;
using Revoke.Mappings;

namespace Revoke;

/// <summary>Mapping open files.</summary>
public static class RevocableFileMappingExtensions
{
    /// <param name="file">The file.</param>
    extension(RevocableFile file)
    {
        /// <summary>Maps the file. The mapping stays when the file is disposed, and dies with its scope.</summary>
        /// <param name="options">How; <see langword="null"/> for reading all of it.</param>
        /// <returns>The mapping. If the scope is revoked while this call runs, it may be dead, and replaced, already.</returns>
        /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
        /// <exception cref="ArgumentException">The file has no length of its own, and none was given.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The part asked for is not inside the file.</exception>
        /// <exception cref="RevokedException">The scope was revoked.</exception>
        /// <exception cref="NotRevocableException">The driver's vm operations have one that a revoke cannot answer for (EINVAL); it says which and why.</exception>
        /// <exception cref="UnauthorizedAccessException">The file is not open for the access that was asked for.</exception>
        /// <exception cref="IOException">It cannot be mapped: the driver has no such operation (ENODEV), the file is empty, or there is no room.</exception>
        [SupportedOSPlatform("linux")]
        public RevocableMapping Map(MappingOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(file);
            return Mapper.Map(file, options ?? new MappingOptions());
        }

        /// <summary>Throws what a memory mapping of this file is refused with, before any operation of its driver runs; returns if it may be mapped.</summary>
        /// <exception cref="ObjectDisposedException">The file was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked.</exception>
        /// <exception cref="NotRevocableException">The driver's vm operations have one that a revoke cannot answer for (EINVAL); it says which and why.</exception>
        /// <exception cref="IOException">The driver cannot be mapped (ENODEV).</exception>
        public void EnsureMappable()
        {
            ArgumentNullException.ThrowIfNull(file);
            file.Vet(file.IsRevoked ? null : (file.Operations as IMapOperation)?.VmOperations);
        }
    }

    /// <summary>What a map does first: decides by the table, and binds all later maps of this file to it.</summary>
    internal static void BindMap(this RevocableFile file, VmOperations operations)
    {
        file.Vet(operations);
        VmVetting.Check($"'{file.Name}'", operations, file.BindVmOperations(operations));
    }

    private static void Vet(this RevocableFile file, VmOperations? operations)
    {
        file.ThrowIfGone();
        if (operations is not null)
        {
            VmVetting.Check($"'{file.Name}'", operations, file.VmOperations);
        }
        else if (file.Operations is not DescriptorOperations)
        {
            throw file.CreateMissing(Errno.ENODEV, "map");
        }
    }
}
