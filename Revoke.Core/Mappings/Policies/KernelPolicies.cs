using System.Globalization;
using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Mappings;

/// <summary>The kernel's own memory policies, for memory that is really there.</summary>
internal static unsafe class KernelPolicies
{
    private const int BitsOfWord = 64;
    private const int Words = MemoryPolicy.MaxNodes / BitsOfWord;
    private const int Bits = MemoryPolicy.MaxNodes + 1; // as the calls want it
    private const int Batch = 512;

    /// <summary>The nodes that this process may use; null, and why, if there are no memory policies here.</summary>
    internal static IReadOnlyList<int>? TryGetNodes(out int errno)
    {
        var mask = stackalloc ulong[Words];
        errno = MemoryPolicyCalls.GetMempolicy(null, mask, Bits, 0, Libc.MPOL_F_MEMS_ALLOWED) == 0 ? 0 : Errno.Last;
        return errno == 0 ? NodesOf(mask) : null;
    }

    /// <summary>Pages that come from here on are put where the policy says.</summary>
    internal static void Set(MappedRange range, string name, MemoryPolicy policy)
    {
        var mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        foreach (var node in policy.Nodes)
        {
            mask[node / BitsOfWord] |= 1UL << (node % BitsOfWord);
        }

        if (MemoryPolicyCalls.Mbind(range.Address, range.Length, (int)policy.Mode, policy.Nodes.Count == 0 ? null : mask, policy.Nodes.Count == 0 ? 0 : Bits, 0) != 0)
        {
            throw CreateException("mbind", $"'{name}' ({policy})");
        }
    }

    /// <summary>Null if it cannot be known: there are no policies, or this process may not ask.</summary>
    internal static MemoryPolicy? TryGet(MappedRange range, string name)
    {
        var mode = 0;
        var mask = stackalloc ulong[Words];
        return MemoryPolicyCalls.GetMempolicy(&mode, mask, Bits, range.Address, Libc.MPOL_F_ADDR) == 0
            ? new MemoryPolicy((MemoryPolicyMode)(mode & ~Libc.MPOL_MODE_FLAGS), [.. NodesOf(mask)])
            : Errno.Last is Errno.ENOSYS or Errno.EPERM ? null
            : throw CreateException("get_mempolicy", $"'{name}'");
    }

    /// <summary>Returns how many pages are there and could not be moved.</summary>
    internal static long Move(MappedRange range, string name, int node)
    {
        var page = (nuint)Environment.SystemPageSize;
        var count = (long)(range.Length / page);
        var left = 0L;
        for (long first = 0; first < count; first += Batch)
        {
            left += Move(range.Address + (nint)((nuint)first * page), (int)Math.Min(Batch, count - first), name, node);
        }

        return left;
    }

    private static int Move(nint address, int count, string name, int node)
    {
        var pages = stackalloc nint[Batch];
        var nodes = stackalloc int[Batch];
        var status = stackalloc int[Batch];
        for (var i = 0; i < count; i++)
        {
            (pages[i], nodes[i], status[i]) = (address + (i * Environment.SystemPageSize), node, -Errno.EBUSY); // what is not written is what was not moved
        }

        if (MemoryPolicyCalls.MovePages(count, pages, nodes, status, Libc.MPOL_MF_MOVE) < 0 && Errno.Last != Errno.ENOENT)
        {
            throw CreateException("move_pages", string.Create(CultureInfo.InvariantCulture, $"'{name}' to node {node}"));
        }

        var left = 0;
        foreach (var one in new ReadOnlySpan<int>(status, count))
        {
            left += one == node || one is -Errno.ENOENT or -Errno.EFAULT ? 0 : 1; // not there: nothing to be moved
        }

        return left;
    }

    private static List<int> NodesOf(ulong* mask)
    {
        List<int> nodes = [];
        for (var node = 0; node < MemoryPolicy.MaxNodes; node++)
        {
            if ((mask[node / BitsOfWord] & (1UL << (node % BitsOfWord))) != 0)
            {
                nodes.Add(node);
            }
        }

        return nodes;
    }

    private static IOException CreateException(string operation, string what) => Errno.Last switch
    {
        Errno.ENOSYS => new IOException($"{operation} {what}: this kernel has no memory policies ({nameof(Errno.ENOSYS)}): it is built without NUMA, and all memory is on one node", Errno.ENOSYS),
        Errno.EPERM => new IOException($"{operation} {what}: this process may not use memory policies ({nameof(Errno.EPERM)}): a container's seccomp profile forbids it", Errno.EPERM),
        Errno.ENODEV => new IOException($"{operation} {what}: there is no such memory node ({nameof(Errno.ENODEV)})", Errno.ENODEV),
        Errno.EACCES => new IOException($"{operation} {what}: this process may not use that memory node ({nameof(Errno.EACCES)})", Errno.EACCES),
        var errno => Errno.ToException(errno, operation, what),
    };
}
