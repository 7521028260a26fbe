using System.CommandLine;

namespace Revoke.Cli.CommandLine;

/// <summary>Options that are there or not.</summary>
internal static class Flag
{
    /// <summary>One without a value: completion goes on with the next word.</summary>
    internal static Option<bool> Create(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The <c>--json</c> of every command.</summary>
    internal static Option<bool> CreateJson(string description = "Print one JSON object and nothing else.") => Create("--json", description);
}
