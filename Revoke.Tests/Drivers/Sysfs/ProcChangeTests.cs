using System.Diagnostics;
using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>Waiting for changes of /proc/mounts, which a poll uses up.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class ProcChangeTests
{
    private TemporaryFolder _folder = null!;
    private SysfsDriver _driver = null!;
    private SysfsDirectory _proc = null!;
    private SysfsAttribute _mounts = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _driver = new SysfsDriver(options: new() { Root = "/proc" });
        _proc = _driver.OpenDirectory();
        _mounts = _proc.OpenAttribute("mounts");
    }

    [TearDown]
    public void TearDown()
    {
        _mounts?.Dispose();
        _proc.Dispose();
        _driver.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task WaitForChange_Mount_IsTold([Values] CallForm form, CancellationToken cancellationToken)
    {
        var wait = await ParkedChange.StartAsync(_mounts, form, cancellationToken);
        using (Mounted())
        {
            Assert.That(await wait.WaitAsync(cancellationToken), Does.Contain(_folder.Path));
            wait = await ParkedChange.StartAsync(_mounts, form, cancellationToken);
        }

        Assert.That(await wait.WaitAsync(cancellationToken), Does.Not.Contain(_folder.Path));
    }

    [Test]
    public async Task WaitForChange_MountBetweenReadAndWaitOrTwoWaits_IsTold([Values] CallForm form, CancellationToken cancellationToken)
    {
        Assert.That(_mounts.ReadText(), Does.Not.Contain(_folder.Path));
        using (Mounted())
        {
            Assert.That(await WaitAsync(form, cancellationToken), Does.Contain(_folder.Path));
        }

        Assert.That(await WaitAsync(form, cancellationToken), Does.Not.Contain(_folder.Path));
        using (Mounted())
        {
            _ = _mounts.ReadText();
            Assert.That(await WaitAsync(form, cancellationToken), Does.Contain(_folder.Path), "a read of somebody else's takes nothing away");
        }
    }

    [Test]
    public async Task WaitForChange_RevokedDisposedOrCancelled_Ends([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var source = new CancellationTokenSource();
        using var cancelled = _proc.OpenAttribute("mounts");
        using var disposed = _proc.OpenAttribute("mounts");
        var waits = new[]
        {
            await ParkedChange.StartAsync(cancelled, form, cancellationToken, source.Token),
            await ParkedChange.StartAsync(disposed, form, cancellationToken),
            await ParkedChange.StartAsync(_mounts, form, cancellationToken),
        };
        await source.CancelAsync();
        Assert.That(async () => await waits[0].WaitAsync(cancellationToken), Throws.InstanceOf<OperationCanceledException>());
        disposed.Dispose();
        Assert.That(async () => await waits[1].WaitAsync(cancellationToken), Throws.InstanceOf<ObjectDisposedException>());
        _proc.Scope.Revoke(RevokeReason.Policy("over"));
        Assert.That(async () => await waits[2].WaitAsync(cancellationToken), Throws.InstanceOf<RevokedException>());
        Assert.That(async () => await WaitAsync(form, cancellationToken), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public void WaitForChange_FileThatAnnouncesNone_IsRefusedAndNothingStaysOpen()
    {
        using var status = _proc.OpenAttribute("self/status");
        var before = OpenDescriptors.Capture("/status");
        Assert.That(() => status.WaitForChange(TimeSpan.Zero), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Native.ENOTTY).And.Message.Contains("/status"));
        Assert.That(OpenDescriptors.Capture("/status").OpenedSince(before), Is.Empty);
        Assert.That(_mounts.WaitForChange(TimeSpan.FromMilliseconds(1)), Is.Null);
    }

    private Mount Mounted() => new(_folder.Path);

    private async Task<string?> WaitAsync(CallForm form, CancellationToken cancellationToken) => form == CallForm.Sync
        ? await Task.Run(() => _mounts.WaitForChange(TimeSpan.FromSeconds(20), cancellationToken), cancellationToken)
        : await _mounts.WaitForChangeAsync(cancellationToken);

    private sealed class Mount : IDisposable
    {
        private readonly string _path;

        internal Mount(string path)
        {
            _path = path;
            if (Native.geteuid() != 0)
            {
                Assert.Ignore("Mounting needs root.");
            }

            if (Run("mount", "-t", "tmpfs", "none", path) is var error and not "")
            {
                Assert.Ignore($"Nothing can be mounted here: {error}");
            }
        }

        public void Dispose() => Assert.That(Run("umount", _path), Is.Empty);

        private static string Run(string command, params string[] args)
        {
            using var process = Process.Start(new ProcessStartInfo(command, args) { UseShellExecute = false, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? string.Empty : $"{command}: {error}";
        }
    }
}
