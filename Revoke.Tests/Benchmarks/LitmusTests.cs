using System.Text.Json.Nodes;
using Revoke.Benchmarks.Litmus;
using Revoke.Guards;
using Revoke.Tests.Support;

namespace Revoke.Tests.Benchmarks;

/// <summary>The litmus program, for seconds: that the gate passes it, and that it sees what is broken on purpose.</summary>
[NonParallelizable]
internal sealed class LitmusTests
{
    [Test]
    public async Task Litmus_Gate_Passes()
    {
        RequireBarrier();

        var result = await LitmusProcess.RunAsync("--seconds", "6", "--seed", "1", "--patience", "40");

        result.AssertExited(LitmusExit.Pass);
        Assert.That(result.Output, Does.Match(@"control +\d+ revokes +[1-9]\d* violations .* caught").And.Not.Contain("VIOLATION"));
        foreach (var part in new[] { "duel", "gate-zoo", "scope-zoo", "batch", "promotion" })
        {
            Assert.That(result.Output, Does.Match($@"(?m)^{part} +[1-9]\d* revokes +0 violations .* ok$"));
        }
    }

    [Test]
    public async Task Litmus_GateWithoutBarrier_IsAViolation()
    {
        RequireBarrier();

        var result = await LitmusProcess.RunAsync("--seconds", "5", "--break", "barrier", "--patience", "5");

        result.AssertExited(LitmusExit.Violation);
        Assert.That(result.Output, Does.Match(@"(?m)^duel .* VIOLATION$").And.Contains("after it was taken away"));
    }

    [Test]
    public async Task Litmus_NobodyIsTold_EndsAndSaysWhere()
    {
        RequireBarrier();

        var result = await LitmusProcess.RunAsync("--seconds", "60", "--break", "wake", "--patience", "3");

        result.AssertExited(LitmusExit.Violation);
        Assert.That(result.Output, Does.Match(@"(?m)^HANG  [a-z-]+, round \d+: asleep until who is inside tells that he leaves"));
    }

    [Test]
    public async Task Litmus_ControlThatCannotBeCaught_IsInconclusive()
    {
        RequireBarrier();

        var result = await LitmusProcess.RunAsync("--break", "control", "--control", "1");

        result.AssertExited(LitmusExit.Inconclusive);
        Assert.That(result.Output, Does.Match(@"(?m)^control .* MISSED$").And.Contains("inconclusive"));
    }

    [Test]
    public async Task Litmus_OtherGateChosen_IsUnsupported()
    {
        using var folder = new TemporaryFolder();
        var config = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(typeof(LitmusProgram).Assembly.Location, ".runtimeconfig.json")))!;
        (config["runtimeOptions"]!["configProperties"] ??= new JsonObject())[GateChoice.Switch] = true;
        await File.WriteAllTextAsync(folder["chosen.runtimeconfig.json"], config.ToJsonString());

        var result = await LitmusProcess.RunWithConfigAsync(folder["chosen.runtimeconfig.json"]);

        result.AssertExited(LitmusExit.Unsupported);
        Assert.That(result.Error, Does.Contain("the application has chosen the other one"));
    }

    [TestCase("--seconds")]
    [TestCase("--seconds 0")]
    [TestCase("--seed one")]
    [TestCase("--break everything")]
    [TestCase("--break 7")]
    [TestCase("30")]
    public async Task Litmus_BadArguments_AreUsage(string line)
    {
        var result = await LitmusProcess.RunAsync(line.Split(' '));

        result.AssertExited(LitmusExit.Usage);
        Assert.That(result.Error, Does.Contain(LitmusProgram.Synopsis));
    }

    private static void RequireBarrier()
    {
        if (!GateChoice.IsAsymmetric)
        {
            Assert.Ignore("This system has no process-wide barrier (membarrier).");
        }
    }
}
