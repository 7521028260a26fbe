using Revoke.Tests.Children;

namespace Revoke.Tests.Mappings.Storm;

[TestFixture]
[NonParallelizable]
public sealed class MappingStormTests
{
    /// <summary>By hand for longer: <c>dotnet exec … mapping-storm SECONDS</c>.</summary>
    [Test]
    public async Task Storm_EightReadersAndARevoker_NobodySeesAnybodyElsesMemory()
    {
        var child = await ChildProcess.RunAsync("mapping-storm", "5");
        await TestContext.Out.WriteLineAsync(child.Output);
        child.AssertExited();
    }

    /// <summary>The storm sees it: addresses that are given back while somebody has them end the process, or show the next one's memory.</summary>
    [Test]
    public async Task Storm_AddressesGivenBackTooEarly_IsCaught()
    {
        var child = await ChildProcess.RunAsync("mapping-storm", "5", MappingStormScenario.Unmapping);

        Assert.That(child.TimedOut, Is.False);
        Assert.That(child.ExitCode == 134 || (child.ExitCode == 1 && !child.Output.Contains(" 0 foreign", StringComparison.Ordinal)), child.ToString);
    }

    /// <summary>And the canary does.</summary>
    [Test]
    public async Task Storm_ForeignMemory_IsCounted()
    {
        var child = await ChildProcess.RunAsync("mapping-storm", "2", MappingStormScenario.Overlaying);

        child.AssertExited(1);
        Assert.That(child.Output, Does.Match(" [1-9][0-9]* foreign"));
    }
}
