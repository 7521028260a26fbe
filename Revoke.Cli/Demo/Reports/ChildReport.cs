using System.Text.Json.Serialization;

namespace Revoke.Cli.Demo.Reports;

/// <summary>What became of a child process.</summary>
/// <param name="ExitCode">Its exit code; 134 for one that was aborted (128 and SIGABRT).</param>
/// <param name="Said">What it said at its end; null if it did not come to that.</param>
internal sealed record ChildReport(int ExitCode, string? Said)
{
    private const int Aborted = 134;

    [JsonIgnore]
    internal bool HasDied => ExitCode == Aborted;

    [JsonIgnore]
    internal bool HasGoneOn => ExitCode == 0 && Said is not null;
}
