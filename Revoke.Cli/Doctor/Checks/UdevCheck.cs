namespace Revoke.Cli.Doctor.Checks;

/// <summary>Whether udev runs (udev(7)).</summary>
internal static class UdevCheck
{
    private const string Name = "udev";
    private const string Control = "/run/udev/control";

    internal static Finding Run() => File.Exists(Control)
        ? Finding.Ok(Name, "it runs: a device arrives after its rules, with its names and permissions")
        : Finding.Degraded(Name, $"there is no {Control}", "the kernel's own events are used; there are no /dev/…/by-id links to follow. Install and start udev to have them.");
}
