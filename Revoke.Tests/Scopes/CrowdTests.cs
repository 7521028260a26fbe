using Revoke.Tests.Children;
using Revoke.Tests.Model;

namespace Revoke.Tests.Scopes;

public sealed class CrowdTests
{
    [Test]
    public void Revoke_HundredThousandFiles_EachIsReleasedOnce()
    {
        using var scope = new RevokeScope("crowd");
        var files = Enumerable.Range(0, 100_000).Select(_ => new LoopbackOperations()).Select(operations => (Operations: operations, File: scope.Open(operations))).ToList();

        var outcome = scope.Revoke(RevokeReason.Unplugged);

        Assert.That((outcome.IsCompleted, outcome.Released), Is.EqualTo((true, files.Count)));
        Assert.That(files.Count(file => file.Operations.Releases == 1 && file.File.IsRevoked), Is.EqualTo(files.Count));
        files.ForEach(file => file.File.Dispose());
        Assert.That(files.Count(file => file.Operations.Releases == 1), Is.EqualTo(files.Count));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Revoke_FifteenThousandRealFiles_LeavesNoDescriptorOpen()
    {
        var child = await ChildProcess.RunAsync("crowd", "15000");
        if (child.ExitCode == CrowdScenario.LimitTooLow)
        {
            Assert.Ignore("This process may not have 15,000 descriptors (ulimit -n).");
        }

        child.AssertExited(0);
    }
}
