namespace Revoke.Tests.Mappings.Hazards;

/// <summary>What may happen to a mapping and must not end the process, one at a time, in a process of its own. Prints what it saw.</summary>
internal static class HazardScenario
{
    /// <summary>Exit code where the machine does not allow the hazard.</summary>
    public const int Unsupported = 3;

    private static readonly Dictionary<string, Func<TextWriter, int>> s_hazards = new(StringComparer.Ordinal)
    {
        ["truncated"] = Truncation.Copy,
        ["truncated-forbidden"] = Truncation.CopyThroughFile,
        ["truncated-half-forbidden"] = Truncation.CopyWithoutWritev,
        ["copies-forbidden"] = Truncation.CopyByNothing,
        ["truncated-revoked"] = Truncation.Revoke,
        ["truncated-view"] = Truncation.ReadView,
        ["truncated-bare"] = Truncation.ReadBareView,
        ["hole"] = Hole.Read,
        ["dispose-views"] = Disposal.UnderViews,
        ["dispose-uses"] = Disposal.UnderUses,
        ["dispose-twice"] = Disposal.Twice,
        ["dispose-pinned"] = Disposal.Pinned,
        ["dispose-span"] = Disposal.UnderASpan,
        ["dispose-view-and-span"] = Disposal.UnderAViewAndASpan,
        ["dispose-hold-of-scope"] = Disposal.BesideAHold,
        ["revoke-views"] = Revocation.UnderViews,
        ["revoke-device"] = Revocation.OfADeviceUnderViews,
        ["revoke-in-view"] = Revocation.InsideAView,
        ["revoke-in-device-view"] = Revocation.InsideAViewOfADevice,
        ["revoke-in-hold"] = Revocation.InsideAHold,
        ["unplug-after-policy"] = Revocation.UnplugAfterAnother,
        ["unplug-after-dispose"] = Revocation.UnplugAfterADispose,
        ["data-limit"] = Refusal.DataLimit,
        ["refused"] = Refusal.RevokingThread,
        ["refused-disposed"] = Refusal.EverywhereThenDisposed,
        ["refused-pinned"] = Refusal.EverywhereThenDisposedPinned,
        ["file-limit"] = FileLimit.Pages,
        ["file-limit-ones"] = FileLimit.Ones,
        ["locked"] = Refusal.LockedMemory,
        ["too-many"] = Crowding.TooMany,
        ["crowded"] = Crowding.GivenBackWhileFull,
    };

    public static Task<int> RunAsync(string[] args) => Task.FromResult(s_hazards[args[0]](Console.Out));
}
