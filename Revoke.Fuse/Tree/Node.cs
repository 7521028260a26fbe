using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>What the kernel knows by a number: one entry of the tree, from the first look-up until it is forgotten. An entry that comes in its place has another number.</summary>
/// <param name="id">The number.</param>
internal abstract class Node(ulong id)
{
    internal const uint DirectoryType = 0x4000;
    internal const uint FileType = 0x8000;

    internal ulong Id => id;

    /// <summary>How often the kernel has been told of it and has not forgotten; guarded by the table.</summary>
    internal ulong Lookups { get; set; }

    internal abstract RevokeScope Scope { get; }

    /// <summary>What it shows, by which it is told from what comes in its place.</summary>
    internal abstract object Source { get; }

    /// <summary>What stat(2) tells of it.</summary>
    internal abstract void Describe(ref fuse_attr attributes);
}
