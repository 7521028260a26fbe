using System.Globalization;
using Revoke.Benchmarks.Harness;
using Revoke.Benchmarks.Litmus;
using Revoke.Benchmarks.Suites;
using Revoke.Benchmarks.Suites.Gates;

if (args is ["litmus", .. var rest])
{
    return LitmusProgram.Run(rest, Console.Out, Console.Error);
}

SuiteEntry[] suites = [SuiteEntry.Of<FilesSuite>(), SuiteEntry.Of<WaitingSuite>(), SuiteEntry.Of<ScopesSuite>(), SuiteEntry.Of<GateSuite>()];
var chosen = Arguments.TryParse(args);
var toRun = chosen is null ? [] : Array.FindAll(suites, suite => chosen.Suite is "all" || string.Equals(chosen.Suite, suite.Name, StringComparison.Ordinal));
if (chosen is null || toRun.Length == 0)
{
    await Console.Error.WriteLineAsync("./bench SUITE [--quick] [--markdown FILE]").ConfigureAwait(false);
    foreach (var suite in suites)
    {
        await Console.Error.WriteLineAsync($"  {suite.Name,-10} {suite.Description}").ConfigureAwait(false);
    }

    await Console.Error.WriteLineAsync($"  {"all",-10} all of them").ConfigureAwait(false);
    await Console.Error.WriteLineAsync($"./bench litmus {LitmusProgram.Synopsis}").ConfigureAwait(false);
    await Console.Error.WriteLineAsync("             revoke against everything that enters and leaves").ConfigureAwait(false);
    return ExitCode.Usage;
}

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var bars = new List<Bar>();
foreach (var suite in toRun)
{
    var report = new Report(suite.Name, Console.Out);
    suite.Run(report, chosen.Quick);
    bars.AddRange(report.Bars);
    if (chosen.Markdown is { } path)
    {
        MarkdownReport.Write(path, report, Machine.Describe());
    }
}

return ExitCode.For(bars);
