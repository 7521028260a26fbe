namespace Revoke.Fuse;

/// <summary>How a file is shown in a mount.</summary>
public sealed record FuseFileOptions
{
    /// <summary>Who may do what: the nine lower bits of <c>st_mode</c>. Default: reading and writing for the owner, 0600.</summary>
    public int Permissions { get; init; } = 0x180;

    /// <summary>What stat(2) tells of its size, for a file that has no length. Default: 4096 bytes, as of an attribute in sysfs; a program that is told 0 may not read at all.</summary>
    public long Size { get; init; } = 4096;

    /// <summary>Whether the kernel may keep pages of it, which fills mappings and reads without asking again. Only for files with a position and a length whose content nobody else changes. Default: no.</summary>
    public bool IsCached { get; init; }
}
