namespace Revoke.Tests.Mappings.Hazards;

[TestFixture]
public sealed class RevocationTests
{
    [Test]
    public Task Revoke_OthersRead_ShowsThemDataOnly() => Hazard.AssertAsync("revoke-views", "RevokedException, 0 other bytes, True, reads 0");

    [Test]
    public Task Revoke_DeviceGoneOthersRead_ShowsThemDataOrOnes() => Hazard.AssertAsync("revoke-device", "RevokedException, 0 other bytes, True, reads 255");

    [Test]
    public Task Revoke_FromInsideAView_DoesNotWaitForItselfAndReplacesAfterIt() =>
        Hazard.AssertAsync("revoke-in-view", "inside: False, 0 stuck, 1 not replaced, reads 7, True", "outside: mapped False, reads 0");

    [Test]
    public Task Revoke_DeviceGoneFromInsideAView_ReplacesUnderIt() =>
        Hazard.AssertAsync("revoke-in-device-view", "inside: False, 0 stuck, 0 not replaced, reads 255, True", "outside: mapped False, reads 255");

    [Test]
    public Task Revoke_FromInsideAHold_IsStuckUnlessTheHoldDoesIt() =>
        Hazard.AssertAsync("revoke-in-hold", "plain: False, 1 stuck, 1 not replaced, reads 7", "of the hold: True, reads 0");

    [Test]
    public Task Revoke_DeviceGoneWhileAnotherRevokeWaits_ReplacesUnderWhoIsInside() =>
        Hazard.AssertAsync("unplug-after-policy", "policy: 1 not replaced, reads 7", "unplugged: 1 stuck, 0 not replaced, reads 255");

    [Test]
    public Task Revoke_DeviceGoneWhileADisposeWaits_ReplacesUnderWhoIsInside() =>
        Hazard.AssertAsync("unplug-after-dispose", "disposed: reads 7", "unplugged: 1 stuck, 0 not replaced, reads 255", "there False");
}
