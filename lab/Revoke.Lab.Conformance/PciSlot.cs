using System.Diagnostics;
using System.Globalization;

namespace Revoke.Lab.Conformance;

/// <summary>A PCI device of the guest, and the hand that takes it away and brings it back.</summary>
internal sealed class PciSlot
{
    private const string Devices = "/sys/bus/pci/devices";

    private readonly string _identity;

    /// <summary>Finds it.</summary>
    internal PciSlot(int vendor, int device)
    {
        _identity = string.Create(CultureInfo.InvariantCulture, $"0x{vendor:x4} 0x{device:x4}");
        Name = TryFind() ?? throw new InvalidOperationException($"There is no PCI device {_identity}.");
    }

    /// <summary>Its place: <c>0000:00:05.0</c>.</summary>
    internal string Name { get; }

    /// <summary>Its file <c>remove</c>, written by another process: whoever holds the device must not.</summary>
    internal async Task RemoveAsync()
    {
        using var shell = Process.Start("/bin/sh", ["-c", $"echo 1 > {Devices}/{Name}/remove"]);
        await shell.WaitForExitAsync();
    }

    /// <summary>Brings it back if it was removed, and waits until what it offers is there.</summary>
    internal void EnsureThere(Func<bool> isReady)
    {
        if (TryFind() is null)
        {
            File.WriteAllText("/sys/bus/pci/rescan", "1");
        }

        SpinWait.SpinUntil(isReady);
    }

    private string? TryFind() => Directory.EnumerateDirectories(Devices)
        .FirstOrDefault(path => string.Equals($"{Read(path, "vendor")} {Read(path, "device")}", _identity, StringComparison.Ordinal)) is { } found ? Path.GetFileName(found) : null;

    private static string Read(string path, string name) => File.ReadAllText(Path.Combine(path, name)).Trim();
}
