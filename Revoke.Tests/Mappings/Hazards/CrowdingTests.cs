namespace Revoke.Tests.Mappings.Hazards;

[TestFixture]
public sealed class CrowdingTests
{
    [Test]
    public Task Map_MoreThanThereMayBe_IsEnomemAndLeavesNothing() =>
        Hazard.AssertAsync("too-many", "IOException 12, names the limit True", "True, all True, 0 not replaced", "leaked 0");

    [Test]
    public Task Dispose_AsManyAsThereMayBe_LeavesNothing() => Hazard.AssertAsync("crowded", "merged True", "leaked 0");
}
