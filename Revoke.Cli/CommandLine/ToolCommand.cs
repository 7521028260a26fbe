using System.CommandLine;

namespace Revoke.Cli.CommandLine;

/// <summary>A command with more to say than stands beside it in the list of commands.</summary>
internal sealed class ToolCommand(string name, string description, string details) : Command(name, description)
{
    /// <summary>Follows what its <c>--help</c> says: how it ends, above all.</summary>
    internal string Details => details;
}
