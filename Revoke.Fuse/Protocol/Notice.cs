namespace Revoke.Fuse.Protocol;

/// <summary>What the host tells the kernel unasked: <c>enum fuse_notify_code</c>.</summary>
internal enum Notice
{
    Poll = 1,
    InvalidateInode = 2,
    InvalidateEntry = 3,
}
