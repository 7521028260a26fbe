using System.Runtime.InteropServices;
using System.Text;
using Revoke.Lab.Guest.Interop;

namespace Revoke.Lab.Guest.Signs;

/// <summary>
/// The first sign of a removal that the kernel gives to anybody: the wake-up of a poll, or the uevent, whichever is first. Bare calls on
/// descriptors of their own, so that it says nothing about the library.
/// </summary>
internal static class FirstSign
{
    /// <summary>Waits for both in threads of their own.</summary>
    /// <param name="devicePath">The device below /sys, as uevents name it.</param>
    /// <param name="node">Its node; <see langword="null"/> if it has none that wakes anybody.</param>
    /// <param name="isSoundControl">Whether that is the control of a sound card, which wakes only who has asked for its events.</param>
    internal static Moment Expect(string devicePath, string? node, bool isSoundControl = false)
    {
        var moment = new Moment();
        var socket = OpenEvents();
        Start("uevents", () => AwaitRemoval(socket, devicePath, moment));
        if (node is not null)
        {
            var file = Check(Libc.open(node, Libc.O_RDWR | Libc.O_CLOEXEC), node);
            var isOn = 1;
            _ = isSoundControl ? Check(Libc.ioctl(file, Libc.SNDRV_CTL_IOCTL_SUBSCRIBE_EVENTS, ref isOn), node) : 0;
            Start("poll", () => AwaitHangUp(file, moment));
        }

        return moment;
    }

    private static void Start(string name, ThreadStart body) => new Thread(body) { Name = $"first sign: {name}", IsBackground = true }.Start();

    private static unsafe int OpenEvents()
    {
        var socket = Check(Libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.NETLINK_KOBJECT_UEVENT), "socket");
        var address = new Libc.sockaddr_nl { nl_family = Libc.AF_NETLINK, nl_groups = 1 };
        Check(Libc.bind(socket, in address, sizeof(Libc.sockaddr_nl)), "bind");
        return socket;
    }

    private static unsafe void AwaitRemoval(int socket, string devicePath, Moment moment)
    {
        var wanted = Encoding.UTF8.GetBytes($"remove@{devicePath}");
        var buffer = stackalloc byte[8192];
        nint count;
        while ((count = Libc.read(socket, buffer, 8192)) > 0)
        {
            // A card goes after the devices below it.
            var text = new ReadOnlySpan<byte>(buffer, (int)count);
            if (text.StartsWith(wanted) && text.Length > wanted.Length && text[wanted.Length] is 0 or (byte)'/')
            {
                moment.Set();
                break;
            }
        }

        _ = Libc.close(socket);
    }

    // Waits for errors and hang-ups only: interrupts make it readable.
    private static void AwaitHangUp(int file, Moment moment)
    {
        var wanted = new Libc.pollfd { fd = file };
        _ = Libc.poll(ref wanted, 1, -1);
        moment.Set();
        _ = Libc.close(file);
    }

    private static int Check(int result, string what) =>
        result >= 0 ? result : throw new IOException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
}
