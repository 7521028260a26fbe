using Revoke.Tests.Children;

namespace Revoke.Tests.Diagnostics;

public sealed class ThrowingListenerTests
{
    [Test]
    public async Task Listener_ThrowsInAnyCallback_StopsNothing([Values("published", "counted", "recorded", "asked", "sampled", "started", "stopped")] string callback)
    {
        var result = await ChildProcess.RunAsync("throwing-listener", callback);

        result.AssertExited();
    }
}
