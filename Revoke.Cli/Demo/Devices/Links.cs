using Revoke.Cli.Interop;

namespace Revoke.Cli.Demo.Devices;

/// <summary>Network devices, by rtnetlink(7).</summary>
internal static class Links
{
    /// <summary>A pair of which what enters one comes out of the other (veth(4)).</summary>
    internal static void AddPair(string name, string peer, uint group) => Request(
        new LinkMessage(DeviceLibc.RTM_NEWLINK, DeviceLibc.NLM_F_CREATE | DeviceLibc.NLM_F_EXCL)
            .Add(DeviceLibc.IFLA_IFNAME, name)
            .Add(DeviceLibc.IFLA_GROUP, group)
            .Add(DeviceLibc.IFLA_LINKINFO, info => info
                .Add(DeviceLibc.IFLA_INFO_KIND, "veth")
                .Add(DeviceLibc.IFLA_INFO_DATA, data => data
                    .Add(DeviceLibc.VETH_INFO_PEER, other => other
                        .AddInfo()
                        .Add(DeviceLibc.IFLA_IFNAME, peer)
                        .Add(DeviceLibc.IFLA_GROUP, group)))),
        $"make the pair '{name}', '{peer}'");

    internal static void Join(string name, uint group) =>
        Request(new LinkMessage(DeviceLibc.RTM_NEWLINK, 0, Find(name)).Add(DeviceLibc.IFLA_GROUP, group), $"put '{name}' into a group");

    /// <summary>Up or down.</summary>
    internal static void Set(string name, bool up) => Request(
        new LinkMessage(DeviceLibc.RTM_NEWLINK, 0, Find(name) with { ifi_flags = up ? DeviceLibc.IFF_UP : 0, ifi_change = DeviceLibc.IFF_UP }),
        $"set '{name}' {(up ? "up" : "down")}");

    /// <summary>One, and the other end of a pair with it.</summary>
    internal static void Delete(string name) => Request(new LinkMessage(DeviceLibc.RTM_DELLINK, 0, Find(name)), $"delete '{name}'");

    /// <summary>All links of a group at once.</summary>
    internal static void Delete(uint group) => Request(new LinkMessage(DeviceLibc.RTM_DELLINK, 0).Add(DeviceLibc.IFLA_GROUP, group), "delete the devices of the demo");

    internal static int IndexOf(string name) => (int)DeviceLibc.if_nametoindex(name);

    private static LinkInfo Find(string name) => new() { ifi_index = IndexOf(name) };

    private static void Request(LinkMessage message, string what)
    {
        using var socket = new NetlinkSocket(DeviceLibc.NETLINK_ROUTE);
        socket.Request(message.ToArray(), what);
    }
}
