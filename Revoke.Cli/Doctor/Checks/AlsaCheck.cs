using Revoke.Cli.CommandLine;
using Revoke.Drivers.Alsa;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>Whether libasound is there, without which there is no sound, and which cards it finds.</summary>
internal static class AlsaCheck
{
    private const string Name = "alsa";

    internal static Finding Run(Roots roots)
    {
        if (AlsaDriver.LibraryVersion is not { } version)
        {
            return Judge(version: null, []);
        }

        using var monitor = new DeviceMonitor(new DeviceMonitorOptions { SysRoot = roots.Sys, DevRoot = roots.Dev });
        using var alsa = new AlsaDriver(monitor);
        try
        {
            return Judge(version, alsa.GetCards());
        }
        catch (UnauthorizedAccessException exception)
        {
            return Finding.Degraded(Name, $"libasound {version}; {exception.Message}", "cards cannot be used by this user. sudo usermod -aG audio $USER, and log in again; in a container give it /dev/snd.");
        }
        catch (IOException exception)
        {
            return Finding.Degraded(Name, $"libasound {version}; {exception.Message}", "cards cannot be looked for.");
        }
    }

    /// <summary>A machine without a card lacks nothing: what libasound makes up itself (null, file:) works.</summary>
    internal static Finding Judge(string? version, IReadOnlyList<AlsaCardInfo> cards) => version is null
        ? Finding.Missing(Name, "libasound.so.2 is not installed", "without it nothing can be played or recorded; nothing else needs it. sudo apt-get install -y libasound2")
        : Finding.Ok(Name, $"libasound {version}; {(cards.Count == 0 ? "no sound card" : string.Join(", ", cards.Select(static card => $"hw:CARD={card.Id} ({card.Name})")))}");
}
