namespace Revoke.Tests.Mappings.Hazards;

[TestFixture]
public sealed class RefusalTests
{
    private const string Mapping = "mapping of 'FILE' of 'hazard'";

    [Test]
    public Task Revoke_DataLimited_TakesSharedMemoryAndTheProcessGoesOn() => Hazard.AssertAsync(
        "data-limit",
        "limited",
        "Zeros: bare refused, True, 0 not replaced, reads 0 0, written 5",
        "Ones: bare refused, True, 0 not replaced, reads 255 255, written 5");

    [Test]
    public Task Revoke_ReplacementRefused_SaysSoWithholdsReleaseAndALaterAttemptEndsIt() => Hazard.AssertAsync(
        "refused",
        $"False, 0 released, 0 stuck, not replaced: {Mapping}, {Mapping}, reads 7",
        "1 event of Error",
        "later: True, 2 released, 0 not replaced, reads 0");

    [Test]
    public Task Dispose_ReplacementRefusedForGood_EndsTheRevoke() => Hazard.AssertAsync(
        "refused-disposed", $"False, not replaced: {Mapping}, reads 7", "disposed: True, 1 released, there False");

    [Test]
    public Task Dispose_ReplacementRefusedForGoodAndPinned_EndsTheRevokeWithThePin() =>
        Hazard.AssertAsync("refused-pinned", "pinned: Revoking, reads 7", "unpinned: True, there False");

    [Test]
    public Task Revoke_AllMemoryLocked_Replaces() => Hazard.AssertAsync("locked", "Zeros: True, reads 0", "Ones: True, reads 255", "BusError: True, reads nothing");

    [TestCase("file-limit")]
    [TestCase("file-limit-ones")]
    public Task Map_FilesLimitedBelowTheMemoryItNeeds_IsRefusedAndTheProcessGoesOn(string hazard) => Hazard.AssertAsync(hazard, "IOException: EFBIG");
}
