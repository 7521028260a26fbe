using System.Globalization;

namespace Revoke.Cli.Watch.Lines;

/// <summary>A followed device is gone, and its scope revoked.</summary>
/// <param name="Time">When it was seen.</param>
/// <param name="Id">The device, as it was asked for.</param>
/// <param name="Generation">Which time round it was.</param>
/// <param name="DevicePath">Where it was, below the root of sysfs.</param>
/// <param name="Cause">Why: a word of RevokeCause in small letters, such as unplugged.</param>
/// <param name="Detail">What else is known; null if nothing is.</param>
internal sealed record RevokedLine(DateTimeOffset Time, string Id, long Generation, string? DevicePath, string Cause, string? Detail) : WatchLine(Time)
{
    internal static RevokedLine Of(string id, RevokeScope scope, RevokeReason reason) =>
        new(Now, id, scope.Generation, scope.Device?.DevicePath, reason.Cause.ToString().ToLowerInvariant(), reason.Detail);

    internal override (string Word, string Text) Describe() =>
        ("revoked", string.Create(CultureInfo.InvariantCulture, $"{Id}, generation {Generation}: {Cause}{(Detail is null ? "" : ", " + Detail)}"));
}
