using Revoke.Tests.Children;

namespace Revoke.Tests.Waiting;

[TestFixture]
public sealed class CrowdedPoolTests
{
    [Test]
    public async Task Revoke_FortyPoolThreadsAtTwoThreadsMinimum_AllFinish()
    {
        // With uses held across the sleep this took 7 to 37 seconds.
        var result = await ChildProcess.RunAsync(TimeSpan.FromSeconds(5), "crowded-pool");

        result.AssertExited();
    }
}
