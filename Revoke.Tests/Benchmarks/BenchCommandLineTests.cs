using Revoke.Benchmarks.Harness;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Benchmarks;

/// <summary>The command line of <c>./bench</c>, as far as nothing is measured.</summary>
[TestFixture]
internal sealed class BenchCommandLineTests
{
    [TestCase("")]
    [TestCase("--help")]
    [TestCase("-h")]
    [TestCase("gate --help")]
    [TestCase("litmus --help")]
    public async Task Bench_AskedWhatThereIs_ListsItOnStandardOutput(string line)
    {
        var result = await RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.AssertExited(ExitCode.Ok);
        Assert.That(result.Output, Does.Contain("./bench SUITE").And.Match("(?m)^  gate ").And.Contain("./bench litmus"));
        Assert.That(result.Error, Is.Empty);
    }

    [TestCase("nonsense")]
    [TestCase("files --fast")]
    public async Task Bench_BadArguments_AreNamed(string line)
    {
        var result = await RunAsync(line.Split(' '));

        result.AssertExited(ExitCode.Usage);
        Assert.That(result.Error, Does.StartWith($"bench: not understood: {line}\n").And.Contain("./bench SUITE"));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    public async Task Bench_FileThatCannotBeWritten_IsSaidBeforeAnythingIsMeasured()
    {
        using var folder = new TemporaryFolder();
        var result = await RunAsync("files", "--quick", "--markdown", folder["missing/page.md"]);

        result.AssertExited(ExitCode.Usage);
        Assert.That(result.Error, Does.StartWith("bench: ").And.Contain("missing/page.md"));
        Assert.That(result.Output, Is.Empty);
    }

    private static Task<ChildResult> RunAsync(params string[] words) =>
        ChildProcess.RunAssemblyAsync(ChildProcess.DefaultLimit, typeof(Usage).Assembly.Location, words);
}
