using System.Diagnostics;

namespace Revoke.Tests.Support;

/// <summary>A file as a disk, made with <c>losetup</c>. Needs root.</summary>
internal sealed class LoopDevice : IDisposable
{
    public const int Sector = 512;

    private LoopDevice(string path) => Path = path;

    public string Path { get; }

    public static LoopDevice OverOrIgnore(string file)
    {
        if (Native.geteuid() != 0 || !File.Exists("/dev/loop-control"))
        {
            Assert.Ignore("Making a loop device needs root, and a kernel that has them.");
        }

        if (!File.Exists("/sbin/losetup") && !File.Exists("/usr/sbin/losetup"))
        {
            Assert.Ignore("Making a loop device needs losetup (util-linux).");
        }

        return new LoopDevice(Run("--find", "--show", file).Trim());
    }

    public void Dispose() => Run("--detach", Path);

    private static string Run(params string[] args)
    {
        using var command = Process.Start(new ProcessStartInfo("losetup", args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = command.StandardOutput.ReadToEnd();
        var error = command.StandardError.ReadToEnd();
        command.WaitForExit();
        Assert.That(command.ExitCode, Is.Zero, () => $"losetup {string.Join(' ', args)}: {error}");
        return output;
    }
}
