using System.Diagnostics;

namespace Revoke.Tests.Support;

/// <summary>A control group, the cheapest thing in the kernel whose attributes change at will. Needs root and a mounted cgroup2.</summary>
internal sealed class ControlGroup : IDisposable
{
    private static int s_count;

    private ControlGroup(string root, string name) => (Root, Name) = (root, name);

    /// <summary>Where cgroup2 is mounted.</summary>
    public string Root { get; }

    /// <summary>Its path below that.</summary>
    public string Name { get; }

    private string Path => System.IO.Path.Combine(Root, Name);

    public static ControlGroup CreateOrIgnore()
    {
        var root = Array.Find(
            Array.ConvertAll(File.ReadAllLines("/proc/mounts"), static line => line.Split(' ')), static fields => string.Equals(fields[2], "cgroup2", StringComparison.Ordinal));
        if (Native.geteuid() != 0 || root is null)
        {
            Assert.Ignore("Needs root and a mounted cgroup2.");
        }

        var group = new ControlGroup(root[1], $"revoke-test-{Environment.ProcessId}-g{Interlocked.Increment(ref s_count)}");
        try
        {
            Directory.CreateDirectory(group.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Ignore($"No control group can be made here: {exception.Message}");
        }

        if (!File.Exists(group.Path + "/cgroup.freeze"))
        {
            group.Dispose();
            Assert.Ignore("Control groups cannot be frozen here.");
        }

        return group;
    }

    /// <summary>Changes <c>frozen</c> in <c>cgroup.events</c>, and returns when the kernel has announced that: up to 10 ms later, so that changes without pause are told as one.</summary>
    public void Freeze(bool on)
    {
        using var witness = Descriptor.Open(Path + "/cgroup.events", Native.O_RDONLY);
        witness.Read();
        FreezeUnannounced(on);
        Assert.That(BarePoll.Look(witness, Native.POLLPRI, TimeSpan.FromSeconds(20)), Is.EqualTo(Native.POLLPRI | Native.POLLERR), "the kernel announces it");
    }

    /// <summary>As <see cref="Freeze"/>, and returns at once.</summary>
    public void FreezeUnannounced(bool on) => File.WriteAllText(Path + "/cgroup.freeze", on ? "1" : "0");

    /// <summary>A process that sleeps, in no group of ours yet; killed and waited for when it is disposed.</summary>
    public static Process StartSleeper() => Process.Start(new ProcessStartInfo("sleep", ["60"]) { UseShellExecute = false })!;

    public void Dispose() => Directory.Delete(Path);
}
