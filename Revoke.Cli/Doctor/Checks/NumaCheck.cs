using System.Globalization;
using Revoke.Errors;
using Revoke.Mappings;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>Whether the kernel has memory policies, which mappings can be given.</summary>
internal static class NumaCheck
{
    private const string Name = "numa";

    internal static Finding Run() => KernelPolicies.TryGetNodes(out var errno) is { } nodes
        ? Finding.Ok(Name, string.Create(CultureInfo.InvariantCulture, $"memory policies; {(nodes.Count == 1 ? "one node" : $"{nodes.Count} nodes")} for this process: {string.Join(',', nodes)}"))
        : Finding.Degraded(
            Name,
            errno == Errno.ENOSYS ? "this kernel has no memory policies: it is built without NUMA" : $"memory policies cannot be used: {Errno.Describe(errno)}",
            "SetPolicy and Migrate of a mapping fail, GetPolicy tells the default; everything else works.");
}
