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
    private static readonly Dictionary<(string, string), TaskCompletionSource<ScenarioResult>> s_results = Cases()
        .ToDictionary(static one => ((string)one.Arguments[0]!, (string)one.Arguments[1]!), static _ => new TaskCompletionSource<ScenarioResult>(TaskCreationOptions.RunContinuationsAsynchronously));

    private Task _run = Task.CompletedTask;

    private static IEnumerable<TestCaseData> Cases() =>
        from name in ScenarioFile.List(Folder)
        where !ScenarioFile.Load(Folder, name).ByNameOnly
        from kernel in LabCommand.Kernels
        select new TestCaseData(name, kernel);

    private static string Folder => Repository.PathOf("lab/scenarios");

    [OneTimeSetUp]
    public void BeginAll()
    {
        if (Environment.GetEnvironmentVariable("REVOKE_LAB") is not { Length: > 0 } folders)
        {
            Assert.Ignore("The laboratory runs with ./test --lab, where QEMU and Debian's kernels can be had.");
            return;
        }

        // Beside the tests, each of which ends when its scenario does: a test host that says nothing for minutes is taken for hung.
        _run = LabFolders.Parse(folders).Open().RunAsync([.. s_results.Keys], atOnce: 2, static result => s_results[(result.Scenario, result.Kernel)].TrySetResult(result), CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task EndAllAsync()
    {
        await _run;
        _run.Dispose();
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Scenario_OnAKernel_IsAsExpected(string scenario, string kernel)
    {
        var mine = s_results[(scenario, kernel)].Task;
        if (await Task.WhenAny(mine, _run) == _run && !mine.IsCompleted)
        {
            await _run;
            Assert.Fail("It was not run.");
        }

        var result = await mine;
        Assert.That(result.Failures, Is.Empty, $"{result.Title}: {result.ToJson().ToJsonString()}");
    }
}
