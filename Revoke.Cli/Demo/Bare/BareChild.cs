using System.Text.Json;
using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo.Bare;

/// <summary>
/// What the child does. It says that all are asleep, then what became of them, each in one line, and is then killed: it could not end
/// its blocked threads itself. If its parent is gone, its standard input ends, and so does it.
/// </summary>
internal static class BareChild
{
    internal const string Command = "demo-without-library";
    internal const string AsleepLine = "asleep";

    internal static readonly TimeSpan Watch = TimeSpan.FromSeconds(2);

    internal static async Task<int> RunAsync(string directory)
    {
        var reports = await BareRun.RunAsync(directory, Watch, static () => Console.Out.WriteLine(AsleepLine)).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(reports, ReportLineJson.Default.HandleReportArray)).ConfigureAwait(false);
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
