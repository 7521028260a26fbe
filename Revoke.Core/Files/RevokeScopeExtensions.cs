using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Revoke.Drivers;
using Revoke.Files;

namespace Revoke;

/// <summary>Opening files on a scope.</summary>
public static class RevokeScopeExtensions
{
    /// <param name="scope">The scope with which the file dies.</param>
    extension(RevokeScope scope)
    {
        /// <summary>Opens a path: a device, FIFO, tty, socket pair end, sysfs attribute, or regular file. Never makes a tty the controlling one.</summary>
        /// <param name="path">The path. A FIFO opened for reading does not wait for its writer, opened for both, as by default, it never ends, because this file is itself a writer; opened for writing only, it waits for its reader, and a revoke ends that.</param>
        /// <param name="options">How; <see langword="null"/> for reading and writing.</param>
        /// <returns>The file. If the scope is revoked while this call runs, the file may be dead already.</returns>
        /// <exception cref="ArgumentException"><paramref name="path"/> is empty or contains a null character.</exception>
        /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked.</exception>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="DirectoryNotFoundException">A part of the path is no directory.</exception>
        /// <exception cref="PathTooLongException">The path is too long.</exception>
        /// <exception cref="UnauthorizedAccessException">The file does not allow the access that was asked for.</exception>
        /// <exception cref="IOException">It cannot be opened for another reason: a directory, a node with no device, not a serial line, in use.</exception>
        [SupportedOSPlatform("linux")]
        public RevocableFile Open(string path, RevocableFileOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(scope);
            CheckPath(path);
            return PathOpening.Open(scope, new OpenTarget(path), options ?? new RevocableFileOptions());
        }

        /// <summary>Uses a descriptor of the caller's, which stays the caller's: a reference is counted until the file is released, and no flag that others share is changed.</summary>
        /// <param name="descriptor">The descriptor, blocking or not. Any number of files may use it.</param>
        /// <param name="options">How; access, creation and exclusiveness are the descriptor's own.</param>
        /// <returns>The file.</returns>
        /// <exception cref="ArgumentException"><paramref name="descriptor"/> is closed or invalid.</exception>
        /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked.</exception>
        /// <exception cref="IOException">It is the descriptor of a directory, opened with O_PATH, or closed behind its handle's back.</exception>
        [SupportedOSPlatform("linux")]
        public RevocableFile Open(SafeHandle descriptor, RevocableFileOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(scope);
            CheckDescriptor(descriptor);
            options ??= new RevocableFileOptions();
            using (scope.Enter())
            {
                var name = DescriptorOpener.Name(descriptor);
                var operations = DescriptorOpener.Borrow(descriptor, name, options, out var access);
                return Add(scope, operations, name, access, options.EndOfFileMeansGone);
            }
        }

        /// <summary>Opens a driver's operations.</summary>
        /// <param name="operations">The operations. If this call throws, they are the caller's as before, and are not released.</param>
        /// <param name="name">What the file is called in messages; <see langword="null"/> for the operations' type.</param>
        /// <returns>The file. If the scope is revoked while this call runs, the file may be dead already; it is released once all the same.</returns>
        /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
        /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked.</exception>
        public RevocableFile Open(IFileOperations operations, string? name = null)
        {
            ArgumentNullException.ThrowIfNull(scope);
            ArgumentNullException.ThrowIfNull(operations);
            if (name is not null)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(name);
            }

            using (scope.Enter())
            {
                return Add(scope, operations, name ?? operations.GetType().Name, FileAccess.ReadWrite, endMeansGone: false);
            }
        }

        /// <summary>As <c>Open(path)</c>, as a stream that owns the file.</summary>
        /// <param name="path">The path.</param>
        /// <param name="options">How; <see langword="null"/> for reading and writing.</param>
        /// <returns>The stream.</returns>
        [SupportedOSPlatform("linux")]
        public RevocableStream OpenStream(string path, RevocableFileOptions? options = null) => new(scope.Open(path, options));

        /// <summary>As <c>Open(descriptor)</c>, as a stream that owns the file.</summary>
        /// <param name="descriptor">The descriptor.</param>
        /// <param name="options">How.</param>
        /// <returns>The stream.</returns>
        [SupportedOSPlatform("linux")]
        public RevocableStream OpenStream(SafeHandle descriptor, RevocableFileOptions? options = null) => new(scope.Open(descriptor, options));
    }

    /// <summary>The caller is inside a use of the scope.</summary>
    internal static RevocableFile Add(RevokeScope scope, IFileOperations operations, string name, FileAccess access, bool endMeansGone)
    {
        _ = Preloading.IsDone;
        var file = new RevocableFile(scope, operations, name, access, endMeansGone);
        scope.Add(file);
        return file;
    }

    internal static void CheckDescriptor(SafeHandle descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        if (descriptor.IsClosed || descriptor.IsInvalid)
        {
            throw new ArgumentException($"The {descriptor.GetType().Name} is closed or invalid.", nameof(descriptor));
        }
    }

    internal static void CheckPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A path has no null character in it.", nameof(path));
        }
    }
}
