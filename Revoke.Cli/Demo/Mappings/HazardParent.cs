using System.Diagnostics;
using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo.Mappings;

/// <summary>Runs a child that reads mapped memory, for a bounded time, and truncates its file where that is the hazard.</summary>
internal static class HazardParent
{
    internal const int FileLength = 16 << 20;
    private const int LengthLeft = 1 << 20;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    internal static async Task<ChildReport> RunAsync(Hazard hazard, bool isGuarded, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "file");
        await File.WriteAllBytesAsync(path, new byte[FileLength], cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        var start = ChildProgram.Create([MappingChild.Command, hazard.ToString(), isGuarded.ToString(), path]);
        start.RedirectStandardError = true; // what the runtime says of a crash
        start.WorkingDirectory = folder; // where a core would be dumped
        using var child = Process.Start(start) ?? throw new InvalidOperationException("The child did not start.");
        try
        {
            var error = child.StandardError.ReadToEndAsync(limit.Token);
            var isReading = await child.StandardOutput.ReadLineAsync(limit.Token) is MappingChild.ReadingLine;
            if (isReading && hazard == Hazard.Truncated)
            {
                using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                RandomAccess.SetLength(file, LengthLeft);
            }

            var said = await child.StandardOutput.ReadLineAsync(limit.Token);
            await child.WaitForExitAsync(limit.Token);
            await error;
            return new ChildReport(child.ExitCode, said);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
            return new ChildReport(child.ExitCode, Said: null);
        }
        finally
        {
            if (!child.HasExited)
            {
                child.Kill();
            }
        }
    }
}
