using System.Globalization;

namespace Revoke.Cli.Watch.Lines;

/// <summary>A followed device is there.</summary>
/// <param name="Time">When it was seen.</param>
/// <param name="Id">The device, as it was asked for.</param>
/// <param name="Generation">Which time round.</param>
/// <param name="DevicePath">Its path below the root of sysfs.</param>
/// <param name="Subsystem">Its class or bus; null if it has none.</param>
/// <param name="Node">Its device node; null if it has none.</param>
internal sealed record ArrivedLine(DateTimeOffset Time, string Id, long Generation, string? DevicePath, string? Subsystem, string? Node) : WatchLine(Time)
{
    internal static ArrivedLine Of(string id, RevokeScope scope) => new(Now, id, scope.Generation, scope.Device?.DevicePath, scope.Device?.Subsystem, scope.Device?.Node);

    internal override (string Word, string Text) Describe() =>
        ("arrived", string.Create(CultureInfo.InvariantCulture, $"{Id}, generation {Generation}: {Node ?? DevicePath}"));
}
