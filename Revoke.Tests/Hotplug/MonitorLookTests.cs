using System.Globalization;
using System.Runtime.CompilerServices;
using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>A look that goes wrong, or during which things change.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class MonitorLookTests
{
    private const string Path = "/devices/x";

    private SysfsFolder _sysfs = null!;
    private DeviceMonitor _monitor = null!;

    [SetUp]
    public void SetUp()
    {
        _sysfs = new SysfsFolder();
        _monitor = new DeviceMonitor(_sysfs.Options);
    }

    [TearDown]
    public void TearDown()
    {
        _monitor.Dispose();
        _sysfs.Dispose();
    }

    [Test]
    public void Follow_RemovalSeenAndLookFailsAfterIt_RevokesAllTheSame()
    {
        _sysfs.AddSilently(Path, "tty");
        using var scope = _monitor.Follow(DeviceId.FromPath(Path));
        _sysfs.RemoveSilently(Path);
        File.CreateSymbolicLink(_sysfs[Path], _sysfs[Path]); // ELOOP

        Assert.That(() => _monitor.Follow(DeviceId.FromPath(Path)), Throws.InstanceOf<IOException>());

        Assert.That(scope.IsRevoked, Is.True);
    }

    [Test]
    public async Task GenerationsAsync_RemovalSeenAndLookFailsAfterIt_RevokesAllTheSame(CancellationToken cancellationToken)
    {
        _sysfs.AddSilently(Path, "tty");
        using var scope = _monitor.Follow(DeviceId.FromPath(Path));
        _sysfs.RemoveSilently(Path);
        File.CreateSymbolicLink(_sysfs[Path], _sysfs[Path]);

        await using var generations = _monitor.GenerationsAsync(DeviceId.FromPath(Path), cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.That(async () => await generations.MoveNextAsync(), Throws.InstanceOf<IOException>());

        Assert.That(scope.IsRevoked, Is.True);
    }

    [Test]
    public async Task Remove_OfThePredecessorReplacedDuringTheLook_LeavesTheDeviceAlone(CancellationToken cancellationToken)
    {
        _sysfs.AddSilently(Path, "tty");
        var before = _sysfs.Sequence;
        var count = _sysfs.SysRoot + "/kernel/uevent_seqnum";
        File.Delete(count);
        Assert.That(Native.mkfifo(count, 0x1B6), Is.Zero);
        var follow = Task.Run(() => _monitor.TryFollow(DeviceId.FromPath(Path), out var found) ? found : null, cancellationToken);
        await using (var writer = await Task.Run(() => new FileStream(count, FileMode.Open, FileAccess.Write), cancellationToken)) // opens when the look reads
        {
            Directory.Move(_sysfs[Path], _sysfs[Path] + ".gone");
            File.Delete(_sysfs[Path] + ".gone/uevent");
            Directory.CreateDirectory(_sysfs[Path]);
            await File.WriteAllTextAsync(_sysfs[Path] + "/uevent", string.Empty, cancellationToken);
            await writer.WriteAsync(System.Text.Encoding.ASCII.GetBytes(before.ToString(CultureInfo.InvariantCulture)), cancellationToken);
        }

        using var scope = await follow;
        File.Delete(count);
        await _sysfs.SendAsync("remove", Path, sequence: before + 1);

        Assert.That(scope is { IsRevoked: true }, Is.False, "that was its predecessor's");
        using var next = _monitor.Follow(DeviceId.FromPath(Path));
        Assert.That(next.Generation, Is.EqualTo(1));
    }

    [Test]
    public void FromNode_GoneWhileItWasLookedUp_IsNotKnownByItsPlaceYet()
    {
        var node = _sysfs.DevRoot + "/node";
        _sysfs.AddSilently(Path, "tty");
        File.Delete(_sysfs[Path] + "/uevent"); // as the kernel leaves one that is being removed
        File.CreateSymbolicLink(node, _sysfs[Path]);
        Assert.That(_monitor.TryFollow(DeviceId.FromNode(node), out _), Is.False);

        _sysfs.AddSilently("/devices/y", "tty");
        File.Delete(node);
        File.CreateSymbolicLink(node, _sysfs["/devices/y"]);

        using var scope = _monitor.Follow(DeviceId.FromNode(node));
        Assert.That(scope.Device!.Name, Is.EqualTo("y"));
    }

    [Test]
    public async Task Remove_NobodyButAWaitForTheTokenIsLeft_EndsTheWait(CancellationToken cancellationToken)
    {
        _sysfs.AddSilently(Path, "tty");
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Task.Run(() => Start(_monitor, ended), cancellationToken);
        Collect();

        await _sysfs.RemoveAsync(Path);

        await ended.Task.WaitAsync(cancellationToken);
    }

    [Test]
    public async Task Remove_NobodyButAWaitForTheCompletionIsLeft_EndsTheWait(CancellationToken cancellationToken)
    {
        _sysfs.AddSilently(Path, "tty");
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Task.Run(() => StartWaiting(_monitor, ended), cancellationToken);
        Collect();

        await _sysfs.RemoveAsync(Path);

        await ended.Task.WaitAsync(cancellationToken);
    }

    [Test]
    public void TryFollow_DevicesThatNeverWere_LeavesNothing()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 10_000; i++)
        {
            _monitor.TryFollow(DeviceId.FromPath($"/devices/{i}"), out _);
        }

        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(1_000_000));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Start(DeviceMonitor monitor, TaskCompletionSource ended)
    {
        _ = RunAsync();

        async Task RunAsync()
        {
            var scope = monitor.Follow(DeviceId.FromPath(Path));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, scope.Revoked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.SetResult();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StartWaiting(DeviceMonitor monitor, TaskCompletionSource ended)
    {
        _ = RunAsync();

        async Task RunAsync()
        {
            var scope = monitor.Follow(DeviceId.FromPath(Path));
            await scope.WaitForCompletionAsync();
            await scope.DisposeAsync();
            ended.SetResult();
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
