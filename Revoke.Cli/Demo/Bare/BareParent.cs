using System.Diagnostics;
using System.Text.Json;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Views;

namespace Revoke.Cli.Demo.Bare;

/// <summary>Runs the child, for a bounded time.</summary>
internal static class BareParent
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1.8); // after two seconds an interrupt ends this process by force
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);

    /// <summary>What became of the child's handles; empty if it did not say so in time.</summary>
    /// <param name="arguments">Which handles, and where.</param>
    /// <param name="view">What is told of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static async Task<IReadOnlyList<HandleReport>> RunAsync(IReadOnlyList<string> arguments, IDemoView view, CancellationToken cancellationToken)
    {
        using var child = Process.Start(ChildProgram.Create([BareChild.Command, .. arguments])) ?? throw new InvalidOperationException("The child did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            return await ReadAsync(child.StandardOutput, view, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested || !await EndsItselfAsync(child))
            {
                child.Kill();
                await child.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    /// <summary>It is interrupted before it is through, and may have devices to remove.</summary>
    private static async Task<bool> EndsItselfAsync(Process child)
    {
        child.StandardInput.Close();
        try
        {
            await child.WaitForExitAsync(CancellationToken.None).WaitAsync(s_patience, TimeProvider.System, CancellationToken.None);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<HandleReport>> ReadAsync(StreamReader output, IDemoView view, CancellationToken cancellationToken)
    {
        if (await output.ReadLineAsync(cancellationToken) is not BareChild.AsleepLine)
        {
            return [];
        }

        var start = Stopwatch.GetTimestamp();
        var line = output.ReadLineAsync(cancellationToken).AsTask();
        while (!line.IsCompleted)
        {
            view.WatchingBare(Stopwatch.GetElapsedTime(start));
            await Task.WhenAny(line, Task.Delay(s_step, TimeProvider.System, cancellationToken));
        }

        var reports = await line is { } text ? JsonSerializer.Deserialize(text, ReportLineJson.Default.HandleReportArray) : null;
        view.BareEnded(reports ?? []);
        return reports ?? [];
    }
}
