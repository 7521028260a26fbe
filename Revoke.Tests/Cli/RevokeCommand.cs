using Revoke.Cli;
using Revoke.Tests.Children;

namespace Revoke.Tests.Cli;

/// <summary>Runs the <c>revoke</c> command in a process of its own.</summary>
internal static class RevokeCommand
{
    private static readonly string Program = typeof(ExitCodes).Assembly.Location;

    /// <summary>Runs it to its end, or kills it and its descendants at the limit.</summary>
    public static Task<ChildResult> RunAsync(params string[] args) => ChildProcess.RunAssemblyAsync(ChildProcess.DefaultLimit, Program, args);
}
