namespace Revoke.Tests.Children;

[TestFixture]
public sealed class ChildProcessTests
{
    [Test]
    public async Task RunAsync_UnknownScenario_ExitsTwoAndNamesIt()
    {
        var result = await ChildProcess.RunAsync("no-such-scenario");

        result.AssertExited(ChildScenarios.UnknownScenario);
        Assert.That(result.Error, Does.Contain("no-such-scenario"));
    }

    [Test]
    public async Task RunAsync_ScenarioEnds_GivesOutputErrorAndExitCode()
    {
        var result = await ChildProcess.RunAsync("echo", "to the left", "to the right", "7");

        Assert.That(result, Is.EqualTo(new ChildResult(7, TimedOut: false, "to the left\n", "to the right\n")));
    }

    [Test]
    public async Task RunAsync_HangingScenario_IsKilledAtItsLimit()
    {
        var result = await ChildProcess.RunAsync(TimeSpan.FromSeconds(3), "hang");

        Assert.That(result, Is.EqualTo(new ChildResult(137, TimedOut: true, "hanging\n", string.Empty)));
    }
}
