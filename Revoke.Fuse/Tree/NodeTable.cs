using System.Runtime.CompilerServices;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Tree;

/// <summary>The nodes that the kernel knows, by number. Any thread.</summary>
internal sealed class NodeTable
{
    private readonly Lock _sync = new();
    private readonly Dictionary<ulong, Node> _nodes = [];
    private readonly ConditionalWeakTable<object, Node> _ofSources = [];
    private ulong _last = FUSE_ROOT_ID;

    internal NodeTable(IDirectorySource root) => _nodes.Add(FUSE_ROOT_ID, new DirectoryNode(FUSE_ROOT_ID, root) { Lookups = 1 });

    /// <summary>The node of that number; null if there is none.</summary>
    internal Node? Find(ulong id)
    {
        lock (_sync)
        {
            return _nodes.GetValueOrDefault(id);
        }
    }

    /// <summary>The node of what was found, known to the kernel once more.</summary>
    internal Node LookUp(object source)
    {
        lock (_sync)
        {
            if (!_ofSources.TryGetValue(source, out var node))
            {
                node = source is IDirectorySource directory ? new DirectoryNode(++_last, directory) : new FileNode(++_last, (IFileSource)source);
                _ofSources.Add(source, node);
            }

            _nodes[node.Id] = node;
            node.Lookups++;
            return node;
        }
    }

    /// <summary>Counts a look-up of a node that is known by its number.</summary>
    internal Node? LookUp(ulong id)
    {
        lock (_sync)
        {
            if (_nodes.TryGetValue(id, out var node))
            {
                node.Lookups++;
            }

            return node;
        }
    }

    /// <summary>The files that the kernel knows.</summary>
    internal List<FileNode> GetFiles()
    {
        lock (_sync)
        {
            return [.. _nodes.Values.OfType<FileNode>()];
        }
    }

    internal void Forget(ulong id, ulong lookups)
    {
        lock (_sync)
        {
            if (id != FUSE_ROOT_ID && _nodes.TryGetValue(id, out var node))
            {
                node.Lookups -= Math.Min(lookups, node.Lookups);
                if (node.Lookups == 0)
                {
                    _nodes.Remove(id);
                }
            }
        }
    }
}
