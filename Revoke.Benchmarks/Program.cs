using System.Globalization;
using Revoke.Benchmarks.Harness;
using Revoke.Benchmarks.Litmus;
using Revoke.Benchmarks.Suites;
using Revoke.Benchmarks.Suites.Gates;
using Revoke.Benchmarks.Suites.Mappings;
using Revoke.Benchmarks.Suites.Uio;

SuiteEntry[] suites = [SuiteEntry.Of<FilesSuite>(), SuiteEntry.Of<WaitingSuite>(), SuiteEntry.Of<ScopesSuite>(), SuiteEntry.Of<GateSuite>(), SuiteEntry.Of<MappingSuite>(), SuiteEntry.Of<UioSuite>()];
if (args is [] or [.., "--help" or "-h"])
{
    Usage.Write(Console.Out, suites);
    return ExitCode.Ok;
}

if (args is ["litmus", .. var rest])
{
    return LitmusProgram.Run(rest, Console.Out, Console.Error);
}

var chosen = Arguments.TryParse(args);
var toRun = chosen is null ? [] : Array.FindAll(suites, suite => chosen.Suite is "all" || string.Equals(chosen.Suite, suite.Name, StringComparison.Ordinal));
if (chosen is null || toRun.Length == 0)
{
    Console.Error.WriteLine($"bench: not understood: {string.Join(' ', args)}");
    Usage.Write(Console.Error, suites);
    return ExitCode.Usage;
}

if (chosen.Markdown is { } file && MarkdownReport.WhyNot(file) is { } reason)
{
    Console.Error.WriteLine($"bench: {reason}");
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
