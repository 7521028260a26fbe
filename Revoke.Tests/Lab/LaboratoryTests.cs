using System.Collections.Concurrent;
using Revoke.Lab.CommandLine;
using Revoke.Lab.Runs;
using Revoke.Lab.Scenarios;
using Revoke.Tests.Docs;

namespace Revoke.Tests.Lab;

/// <summary>The scenarios of the laboratory on both kernels, two machines at a time: <c>./test --lab</c>.</summary>
[TestFixture]
[NonParallelizable]
[Category("Lab")]
public sealed class LaboratoryTests
{
    private static readonly ConcurrentDictionary<(string, string), ScenarioResult> s_results = new();

    private static IEnumerable<TestCaseData> Cases() =>
        from name in ScenarioFile.List(Folder)
        where !ScenarioFile.Load(Folder, name).ByNameOnly
        from kernel in LabCommand.Kernels
        select new TestCaseData(name, kernel);

    private static string Folder => Repository.PathOf("lab/scenarios");

    [OneTimeSetUp]
    public async Task RunAllAsync()
    {
        if (Environment.GetEnvironmentVariable("REVOKE_LAB") is not { Length: > 0 } folders)
        {
            Assert.Ignore("The laboratory runs with ./test --lab, where QEMU and Debian's kernels can be had.");
            return;
        }

        (string, string)[] cases = [.. Cases().Select(one => ((string)one.Arguments[0]!, (string)one.Arguments[1]!))];
        await LabFolders.Parse(folders).Open().RunAsync(cases, atOnce: 2, result => s_results[(result.Scenario, result.Kernel)] = result, CancellationToken.None);
    }

    [TestCaseSource(nameof(Cases))]
    public void Scenario_OnAKernel_IsAsExpected(string scenario, string kernel)
    {
        var result = s_results[(scenario, kernel)];
        Assert.That(result.Failures, Is.Empty, $"{result.Title}: {result.ToJson().ToJsonString()}");
    }
}
