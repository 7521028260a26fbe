using Revoke.Hotplug;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>Whether the socket opens on which the kernel announces devices.</summary>
internal static class NetlinkCheck
{
    private const string Name = "netlink";

    internal static Finding Run()
    {
        try
        {
            using var source = UeventSource.Open();
            return Finding.Ok(Name, "the kernel's uevent socket opens");
        }
        catch (IOException exception)
        {
            return Finding.Degraded(
                Name, exception.Message, "no events: what is followed is looked at every 2 s instead. A container may forbid the socket family AF_NETLINK.");
        }
    }
}
