using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>A file. Once it has been opened, processes may have mapped it, and the kernel may keep pages of it: they are taken away before anything of the file is released.</summary>
internal sealed class FileNode(ulong id, IFileSource source) : Node(id)
{
    private readonly Lock _sync = new();
    private long _size = source.Options.Size;
    private ExportedPages? _pages;

    internal override RevokeScope Scope => source.Scope;

    internal override object Source => source;

    internal FuseFileOptions Options => source.Options;

    /// <summary>What the kernel is told of its size.</summary>
    internal long Size
    {
        get => Volatile.Read(ref _size);
        set => Volatile.Write(ref _size, value);
    }

    /// <summary>What has been made of it for others, once it has been opened.</summary>
    internal ExportedPages? Pages => Volatile.Read(ref _pages);

    /// <summary>Opens it.</summary>
    internal RevocableFile Open(FileAccess access, Revoking.Revoker revoker)
    {
        lock (_sync)
        {
            // Before the file itself: there is no moment in which somebody could map it, and the revoke would not know.
            _pages ??= ExportedPages.Add(this, revoker);
        }

        var file = source.Open(access);
        if (file.CanSeek)
        {
            Size = file.Length;
        }

        return file;
    }

    internal override void Describe(ref fuse_attr attributes)
    {
        attributes.mode = FileType | (uint)source.Options.Permissions;
        attributes.nlink = 1;
        attributes.size = (ulong)Size;
        attributes.blocks = (attributes.size + 511) / 512;
        source.Describe(ref attributes);
        Size = (long)attributes.size;
    }
}
