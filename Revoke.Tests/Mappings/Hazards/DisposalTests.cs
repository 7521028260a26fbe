namespace Revoke.Tests.Mappings.Hazards;

[TestFixture]
public sealed class DisposalTests
{
    [TestCase("dispose-views")]
    [TestCase("dispose-uses")]
    public Task Dispose_OthersRead_RefusesThemAndGivesTheMemoryBack(string hazard) => Hazard.AssertAsync(hazard, "ObjectDisposedException, 0 other bytes, mapped False");

    [Test]
    public Task Dispose_TwiceAtOnce_GivesTheMemoryBackOnce() => Hazard.AssertAsync("dispose-twice", "each once");

    [Test]
    public Task Dispose_Pinned_LeavesThePolicysBytesUntilThePinIsGone() =>
        Hazard.AssertAsync("dispose-pinned", "pinned: reads 255, file mapped False, there True", "unpinned: there False");

    [Test]
    public Task Dispose_SpanOfAUseLeft_KeepsTheFileUntilThatUseHasLeft() =>
        Hazard.AssertAsync("dispose-span", "disposed: reads 7, mapped True, released False", "left: mapped False, released True");

    [Test]
    public Task Dispose_ViewAndSpanOfAUseLeft_KeepsTheFileUntilBothHaveLeft() =>
        Hazard.AssertAsync("dispose-view-and-span", "view left: reads 7, mapped True", "use left: mapped False, released True");

    [Test]
    public Task Dispose_HoldOfTheScope_IsNotWaitedFor() => Hazard.AssertAsync("dispose-hold-of-scope", "reads 7", "mapped False");
}
