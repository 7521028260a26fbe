using System.Diagnostics;
using Revoke.Cli;
using Revoke.Tests.Children;

namespace Revoke.Tests.Cli;

/// <summary>Runs the <c>revoke</c> command in a process of its own.</summary>
internal static class RevokeCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly string Program = typeof(ExitCodes).Assembly.Location;

    /// <summary>Runs it to its end, or kills it and its descendants at the limit.</summary>
    public static async Task<ChildResult> RunAsync(params string[] args)
    {
        using var child = Process.Start(StartInfo(args)) ?? throw new InvalidOperationException("The command did not start.");
        child.StandardInput.Close();
        var output = child.StandardOutput.ReadToEndAsync();
        var error = child.StandardError.ReadToEndAsync();
        var timedOut = false;
        using var timer = new CancellationTokenSource(Limit);
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

    private static ProcessStartInfo StartInfo(string[] args)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileName(path) is "dotnet" ? path : "dotnet";
        return new ProcessStartInfo(host, ["exec", Program, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
