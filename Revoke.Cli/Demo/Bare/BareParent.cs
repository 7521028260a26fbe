using System.Diagnostics;
using System.Text.Json;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Views;

namespace Revoke.Cli.Demo.Bare;

/// <summary>Runs the child, for a bounded time.</summary>
internal static class BareParent
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);

    /// <summary>What became of the child's handles; empty if it did not say so in time.</summary>
    internal static async Task<IReadOnlyList<HandleReport>> RunAsync(string directory, IDemoView view)
    {
        using var child = Process.Start(StartInfo(directory)) ?? throw new InvalidOperationException("The child did not start.");
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            return await ReadAsync(child.StandardOutput, view, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return [];
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<HandleReport>> ReadAsync(StreamReader output, IDemoView view, CancellationToken cancellationToken)
    {
        if (await output.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not BareChild.AsleepLine)
        {
            return [];
        }

        var start = Stopwatch.GetTimestamp();
        var line = output.ReadLineAsync(cancellationToken).AsTask();
        while (!line.IsCompleted)
        {
            view.WatchingBare(Stopwatch.GetElapsedTime(start));
            await Task.WhenAny(line, Task.Delay(s_step, TimeProvider.System, cancellationToken)).ConfigureAwait(false);
        }

        var reports = await line.ConfigureAwait(false) is { } text ? JsonSerializer.Deserialize(text, ReportLineJson.Default.HandleReportArray) : null;
        view.BareEnded(reports ?? []);
        return reports ?? [];
    }

    private static ProcessStartInfo StartInfo(string directory)
    {
        // The program is started by a host of its own, or by dotnet.
        var host = Environment.ProcessPath ?? "dotnet";
        string[] prefix = Path.GetFileName(host) is "dotnet" ? ["exec", typeof(BareParent).Assembly.Location] : [];
        return new ProcessStartInfo(host, [.. prefix, BareChild.Command, directory])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }
}
