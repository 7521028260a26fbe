using System.Globalization;

namespace Revoke.Tests.Mappings.Storm;

/// <summary>What one reader has seen.</summary>
internal sealed class StormCounts
{
    /// <summary>Reads of a page, by way.</summary>
    public long Views { get; set; }

    public long Uses { get; set; }

    public long Holds { get; set; }

    public long Registers { get; set; }

    public long Raw { get; set; }

    public long Refused { get; set; }

    /// <summary>Values of the policy's, under somebody who was inside, or by a bare pointer.</summary>
    public long OfPolicy { get; set; }

    /// <summary>Pages read by a bare pointer when the revoke had returned.</summary>
    public long AfterRevoke { get; set; }

    /// <summary>Values of anybody else.</summary>
    public long Foreign { get; set; }

    /// <summary>Data where the revoke had returned, or the policy's where the reader should have been waited for.</summary>
    public long Wrong { get; set; }

    public bool IsGood => Foreign == 0 && Wrong == 0 && Views > 0 && Uses > 0 && Holds > 0 && Registers > 0 && Raw > 0 && AfterRevoke > 0 && OfPolicy > 0;

    public static StormCounts Sum(IReadOnlyCollection<StormCounts> all) => new()
    {
        Views = all.Sum(static one => one.Views),
        Uses = all.Sum(static one => one.Uses),
        Holds = all.Sum(static one => one.Holds),
        Registers = all.Sum(static one => one.Registers),
        Raw = all.Sum(static one => one.Raw),
        Refused = all.Sum(static one => one.Refused),
        OfPolicy = all.Sum(static one => one.OfPolicy),
        AfterRevoke = all.Sum(static one => one.AfterRevoke),
        Foreign = all.Sum(static one => one.Foreign),
        Wrong = all.Sum(static one => one.Wrong),
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"pages read: {Views} in views, {Uses} in uses, {Holds} in holds, {Registers} as registers, {Raw} by pointer ({AfterRevoke} of them after the revoke); {Refused} refused; values: {OfPolicy} of the policy, {Wrong} wrong, {Foreign} foreign");
}
