using System.Diagnostics;

namespace Revoke.Tests.Support;

/// <summary>Network devices that really come and go, made with <c>ip</c>. Needs root.</summary>
internal static class IpCommand
{
    private static int s_count;

    public static void RequireOrIgnore()
    {
        if (Native.geteuid() != 0)
        {
            Assert.Ignore("Making and removing network devices needs root.");
        }

        if (!File.Exists("/sbin/ip") && !File.Exists("/usr/sbin/ip") && !File.Exists("/bin/ip"))
        {
            Assert.Ignore("Making and removing network devices needs ip (iproute2).");
        }
    }

    /// <summary>A name for a device that nobody else has.</summary>
    public static string NewName() => $"rvk{Environment.ProcessId % 100000}n{Interlocked.Increment(ref s_count)}";

    public static DeviceId IdOf(string name) => DeviceId.FromPath("/devices/virtual/net/" + name);

    public static void Run(params string[] args)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", args) { UseShellExecute = false, RedirectStandardError = true })!;
        var error = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        Assert.That(ip.ExitCode, Is.Zero, () => $"ip {string.Join(' ', args)}: {error}");
    }
}
