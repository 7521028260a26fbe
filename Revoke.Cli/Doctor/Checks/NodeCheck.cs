using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>Whether a device node is there and opens.</summary>
internal static class NodeCheck
{
    /// <summary>Looks at a node that is called like the check.</summary>
    internal static Finding Run(string root, string name, string purpose) => Run(root, name, name, purpose);

    /// <summary>Looks.</summary>
    /// <param name="root">Where nodes are.</param>
    /// <param name="node">The node, below that.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="purpose">What is not to be had without it, and what to do.</param>
    internal static Finding Run(string root, string node, string name, string purpose)
    {
        var path = Path.Combine(root, node);
        try
        {
            using var handle = Native.Open(path, Libc.O_RDWR | Libc.O_NONBLOCK);
            return Finding.Ok(name, $"{path} opens");
        }
        catch (IOException exception)
        {
            var advice = $"without it there are no {purpose}";
            return File.Exists(path) ? Finding.Degraded(name, exception.Message, advice) : Finding.Missing(name, exception.Message, advice);
        }
    }
}
