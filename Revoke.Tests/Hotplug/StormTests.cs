using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

[TestFixture]
public sealed class StormTests
{
    [Test]
    [CancelAfter(300_000)]
    public async Task Storm_ThousandDevicesFiftyFollowed_MissesNothingAndMemoryStays()
    {
        IpCommand.RequireOrIgnore();
        var child = await ChildProcess.RunAsync(TimeSpan.FromSeconds(280), "storm", "1000", "50");
        await TestContext.Out.WriteLineAsync(child.Output);
        child.AssertExited(0);
    }
}
