using System.Globalization;

namespace Revoke;

/// <summary>On which nodes of the machine's memory the pages of a mapping are put. Two are equal if mode and nodes are.</summary>
public sealed record MemoryPolicy
{
    /// <summary>How many nodes there can be, at most (MAX_NUMNODES of the kernel).</summary>
    internal const int MaxNodes = 1024;

    private readonly int[] _nodes;

    /// <summary>Creates a policy.</summary>
    /// <param name="mode">Which. Whether the kernel or the driver knows it turns out when it is set.</param>
    /// <param name="nodes">On which nodes, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is negative, or a node not from 0 to 1023.</exception>
    public MemoryPolicy(MemoryPolicyMode mode, params ReadOnlySpan<int> nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative((int)mode, nameof(mode));
        foreach (var node in nodes)
        {
            CheckNode(node, nameof(nodes));
        }

        Mode = mode;
        _nodes = [.. nodes.ToArray().Order().Distinct()];
        Nodes = Array.AsReadOnly(_nodes);
    }

    /// <summary>The policy of memory of which nothing was said.</summary>
    public static MemoryPolicy Default { get; } = new(MemoryPolicyMode.Default);

    /// <summary>Which it is.</summary>
    public MemoryPolicyMode Mode { get; }

    /// <summary>On which nodes: ascending, each once; none where the mode has none.</summary>
    public IReadOnlyList<int> Nodes { get; }

    /// <summary>Whether mode and nodes are the same.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Whether they are.</returns>
    public bool Equals(MemoryPolicy? other) => other is not null && Mode == other.Mode && _nodes.AsSpan().SequenceEqual(other._nodes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Mode);
        foreach (var node in _nodes)
        {
            hash.Add(node);
        }

        return hash.ToHashCode();
    }

    /// <summary>For messages.</summary>
    /// <returns><c>Bind 0,2</c>.</returns>
    public override string ToString() =>
        _nodes.Length == 0 ? Mode.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Mode} {string.Join(',', _nodes)}");

    internal static void CheckNode(int node, string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(node, MaxNodes, parameter);
    }
}
