using Revoke.Benchmarks.Suites.Gates;

namespace Revoke.Tests.Benchmarks;

[TestFixture]
internal sealed class AnchorsTests
{
    [Test]
    public void TryLoad_WithCompilerAndLibrary_ReadsAndSynchronizes()
    {
        var (anchors, reason) = AnchorCompiler.TryLoad();
        if (anchors is null)
        {
            Assert.Ignore($"no anchors in C: {reason}");
        }

        anchors.Register();
        Assert.That(anchors.ReadInLoop(100), Is.Zero);
        Assert.That(anchors.ReadInFunction(100), Is.Zero);
        Assert.That(anchors.PassRwlock(100), Is.Zero);
        Assert.That(anchors.Count(100), Is.Zero);
        Assert.That(anchors.Synchronize(1), Is.Zero, "nobody reads now");
        anchors.Unregister();
    }
}
