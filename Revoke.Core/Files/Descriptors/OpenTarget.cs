using System.Runtime.InteropServices;
using Revoke.Interop;

namespace Revoke.Files;

/// <summary>What is to be opened.</summary>
/// <param name="Path">The path.</param>
/// <param name="Directory">What a relative path starts from; it stays the caller's. Null for the working directory.</param>
/// <param name="Number">Major and minor number that the device node has to have; null for any file.</param>
internal readonly record struct OpenTarget(string Path, SafeHandle? Directory = null, (uint Major, uint Minor)? Number = null)
{
    /// <summary>What it is called in messages.</summary>
    internal string Name { get; init; } = Path;

    /// <summary>openat(2).</summary>
    internal int Open(int flags, uint mode)
    {
        if (Directory is null)
        {
            return Libc.openat(Libc.AT_FDCWD, Path, flags, mode);
        }

        var added = false;
        try
        {
            Directory.DangerousAddRef(ref added);
            return Libc.openat((int)Directory.DangerousGetHandle(), Path, flags, mode);
        }
        finally
        {
            if (added)
            {
                Directory.DangerousRelease();
            }
        }
    }
}
