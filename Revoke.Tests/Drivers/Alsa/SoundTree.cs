using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>A tree in the shape of sysfs with the device of the scripted card, and a monitor of it.</summary>
internal sealed class SoundTree : IDisposable
{
    public const string Card = "/devices/platform/scripted.0/sound/card7";

    private readonly SysfsFolder _folder = new();

    public SoundTree()
    {
        _folder.AddSilently(Card, "sound");
        Monitor = new DeviceMonitor(_folder.Options);
    }

    public DeviceMonitor Monitor { get; }

    /// <summary>The device goes, which is told and acted on; then the card does.</summary>
    public async Task RemoveAsync()
    {
        await _folder.RemoveAsync(Card);
        ScriptedCard.Unplug();
    }

    /// <summary>The device goes, and nobody says so; the card is there.</summary>
    public void RemoveSilently() => _folder.RemoveSilently(Card);

    public void Dispose()
    {
        Monitor.Dispose();
        _folder.Dispose();
    }
}
