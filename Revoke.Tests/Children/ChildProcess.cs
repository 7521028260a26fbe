using System.Diagnostics;

namespace Revoke.Tests.Children;

/// <summary>Runs a scenario of <see cref="ChildScenarios"/> in a process of its own: it may hang, crash or use up all descriptors.</summary>
internal static class ChildProcess
{
    /// <summary>How long a scenario may take when the test does not say otherwise.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(60);

    private static readonly string Assembly = typeof(ChildProcess).Assembly.Location;

    /// <summary>Runs a scenario to its end, or kills it and its descendants at <see cref="DefaultLimit"/>.</summary>
    public static Task<ChildResult> RunAsync(string scenario, params string[] args) => RunAsync(DefaultLimit, scenario, args);

    /// <summary>Runs a scenario to its end, or kills it and its descendants at the limit.</summary>
    /// <param name="limit">The time after which it is killed.</param>
    /// <param name="scenario">Its name in <see cref="ChildScenarios"/>.</param>
    /// <param name="args">Its arguments.</param>
    public static Task<ChildResult> RunAsync(TimeSpan limit, string scenario, params string[] args) =>
        RunAssemblyAsync(limit, Assembly, [scenario, .. args]);

    /// <summary>Runs any assembly with an entry point to its end, or kills it and its descendants at the limit.</summary>
    /// <param name="limit">The time after which it is killed.</param>
    /// <param name="assembly">Its path.</param>
    /// <param name="args">Its arguments.</param>
    public static Task<ChildResult> RunAssemblyAsync(TimeSpan limit, string assembly, string[] args) => RunProgramAsync(limit, Host, ["exec", assembly, .. args]);

    /// <summary>Runs any program to its end, or kills it and its descendants at the limit.</summary>
    /// <param name="limit">The time after which it is killed.</param>
    /// <param name="program">Its name or path.</param>
    /// <param name="args">Its arguments.</param>
    public static async Task<ChildResult> RunProgramAsync(TimeSpan limit, string program, string[] args)
    {
        using var child = Start(program, args);
        child.StandardInput.Close();
        var output = child.StandardOutput.ReadToEndAsync();
        var error = child.StandardError.ReadToEndAsync();
        var timedOut = false;
        using var timer = new CancellationTokenSource(limit);
        try
        {
            await child.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            timedOut = true;
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync(CancellationToken.None);
        }

        return new ChildResult(child.ExitCode, timedOut, await output, await error);
    }

    /// <summary>Starts any program, all three streams redirected; the caller sees to its end.</summary>
    public static Process Start(string program, string[] args) => Process.Start(new ProcessStartInfo(program, args)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    }) ?? throw new InvalidOperationException($"'{program}' did not start.");

    /// <summary>The <c>dotnet</c> that runs this process, when it is one; else the one on the path.</summary>
    public static string Host => Environment.ProcessPath is { } path && Path.GetFileName(path) is "dotnet" ? path : "dotnet";
}
