using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Revoke.Files;
using Revoke.Mappings;

namespace Revoke;

/// <summary>Mapping files on a scope.</summary>
[SupportedOSPlatform("linux")]
public static class RevokeScopeMappingExtensions
{
    /// <param name="scope">The scope with which the mapping dies.</param>
    extension(RevokeScope scope)
    {
        /// <summary>Maps a path: a regular file, or a device that has memory. No descriptor stays open.</summary>
        /// <param name="path">The path.</param>
        /// <param name="options">How; <see langword="null"/> for reading all of it.</param>
        /// <returns>The mapping. If the scope is revoked while this call runs, it may be dead, and replaced, already.</returns>
        /// <exception cref="ArgumentException"><paramref name="path"/> is empty or contains a null character; or it has no length of its own, and none was given.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The part asked for is not inside the file.</exception>
        /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked.</exception>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="DirectoryNotFoundException">A part of the path is no directory.</exception>
        /// <exception cref="PathTooLongException">The path is too long.</exception>
        /// <exception cref="UnauthorizedAccessException">The file does not allow the access that was asked for.</exception>
        /// <exception cref="IOException">It cannot be mapped: it is empty, has no memory (ENODEV), or there is no room (ENOMEM).</exception>
        public RevocableMapping Map(string path, MappingOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(scope);
            RevokeScopeExtensions.CheckPath(path);
            return Mapper.Map(scope, new OpenTarget(path), options ?? new MappingOptions());
        }

        /// <summary>Maps what a descriptor of the caller's is open on. The descriptor stays the caller's, and may be closed afterwards.</summary>
        /// <param name="descriptor">The descriptor.</param>
        /// <param name="options">How; <see langword="null"/> for reading all of it.</param>
        /// <returns>The mapping. If the scope is revoked while this call runs, it may be dead, and replaced, already.</returns>
        /// <exception cref="ArgumentException"><paramref name="descriptor"/> is closed or invalid; or what it is open on has no length of its own, and none was given.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The part asked for is not inside the file.</exception>
        /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked.</exception>
        /// <exception cref="UnauthorizedAccessException">The descriptor does not allow the access that was asked for.</exception>
        /// <exception cref="IOException">It cannot be mapped: it is empty, has no memory (ENODEV), or there is no room (ENOMEM).</exception>
        public RevocableMapping Map(SafeHandle descriptor, MappingOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(scope);
            RevokeScopeExtensions.CheckDescriptor(descriptor);
            return Mapper.Map(scope, descriptor, options ?? new MappingOptions());
        }
    }
}
