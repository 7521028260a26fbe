using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>A file descriptor that the library opened and closes.</summary>
internal sealed class OwnedDescriptor : SafeHandle
{
    public OwnedDescriptor(int fd)
        : base(-1, ownsHandle: true) => SetHandle(fd);

    public override bool IsInvalid => handle < 0;

    internal int Number => (int)handle;

    // close(2) frees the number even when it reports an error, so there is nothing to retry.
    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;
}
