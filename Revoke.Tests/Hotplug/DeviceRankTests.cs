using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>Devices that are known by their rank among those of one parent.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class DeviceRankTests
{
    private const string Port = "/devices/pci0/usb1/1-2/1-2:1.0";

    private SysfsFolder _sysfs = null!;
    private DeviceMonitor _monitor = null!;

    [SetUp]
    public void SetUp()
    {
        _sysfs = new SysfsFolder();
        _sysfs.AddSilently(Port, "usb", isBus: true);
        _monitor = new DeviceMonitor(_sysfs.Options);
    }

    [TearDown]
    public void TearDown()
    {
        _monitor.Dispose();
        _sysfs.Dispose();
    }

    [Test]
    public async Task FromParent_OneOfSeveralPortsGoesAndComes_IsNotTakenForItsNeighbour([Values(0, 1, 2)] int index, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 3; i++)
        {
            _sysfs.AddSilently($"{Port}/ttyUSB{i}", "tty");
        }

        var id = DeviceId.FromParent(Port, "tty", index);
        await using var generations = _monitor.GenerationsAsync(id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;
        Assert.That(first.Device!.Name, Is.EqualTo($"ttyUSB{index}"));

        await _sysfs.RemoveAsync(first.Device!.DevicePath);
        var next = generations.MoveNextAsync().AsTask();
        await _sysfs.SendAsync("change", $"{Port}/ttyUSB{(index + 1) % 3}", "tty");
        Assert.That(next.IsCompleted, Is.False, "the others are others, whatever their rank is by now");
        await _sysfs.AddAsync(Port + "/ttyUSB9", "tty");
        await next;
        Assert.That(generations.Current.Device!.Name, Is.EqualTo("ttyUSB9"));
        await generations.Current.DisposeAsync();
    }

    [Test]
    public async Task FromParent_RemovalIsReadLate_SuccessorIsNotTakenForANeighbour([Values("ttyUSB0", "ttyUSB1", "ttyUSB00")] string successor, CancellationToken cancellationToken)
    {
        _sysfs.AddSilently(Port + "/ttyUSB0", "tty");
        await using var generations = _monitor.GenerationsAsync(DeviceId.FromParent(Port, "tty"), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;
        var next = generations.MoveNextAsync().AsTask();

        _sysfs.RemoveSilently(Port + "/ttyUSB0");
        _sysfs.AddSilently($"{Port}/{successor}", "tty");
        await _sysfs.SendAsync("remove", Port + "/ttyUSB0", "tty");
        await _sysfs.SendAsync("add", $"{Port}/{successor}", "tty");
        await next;
        Assert.That((generations.Current.Generation, generations.Current.Device!.Name), Is.EqualTo((2, successor)));
        await generations.Current.DisposeAsync();
    }

    [Test]
    public async Task FromParent_NeighbourWhoseArrivalWasLost_IsFoundByALookAndNotTakenForIt(CancellationToken cancellationToken)
    {
        _sysfs.AddSilently(Port + "/ttyUSB1", "tty");
        await using var generations = _monitor.GenerationsAsync(DeviceId.FromParent(Port, "tty"), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;
        await _sysfs.Events.SendAsync(DeviceEvent.Overflow);    // nothing has come since
        _sysfs.AddSilently(Port + "/ttyUSB0", "tty");
        await _sysfs.Events.SendAsync(DeviceEvent.Overflow);

        await _sysfs.RemoveAsync(Port + "/ttyUSB1");
        var next = generations.MoveNextAsync().AsTask();
        await _sysfs.SendAsync("change", Port + "/ttyUSB0", "tty");
        Assert.That(next.IsCompleted, Is.False);
        await _sysfs.AddAsync(Port + "/ttyUSB2", "tty");
        await next;
        Assert.That(generations.Current.Device!.Name, Is.EqualTo("ttyUSB2"));
        await generations.Current.DisposeAsync();
    }

    [Test]
    public async Task FromParent_AllPortsComeBack_IsAgainTheOneOfItsRank(CancellationToken cancellationToken)
    {
        _sysfs.AddSilently(Port + "/ttyUSB0", "tty");
        _sysfs.AddSilently(Port + "/ttyUSB1", "tty");
        await using var generations = _monitor.GenerationsAsync(DeviceId.FromParent(Port, "tty", 1), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;
        await _sysfs.RemoveAsync(Port + "/ttyUSB1");
        await _sysfs.RemoveAsync(Port + "/ttyUSB0");

        await _sysfs.AddAsync(Port + "/ttyUSB4", "tty");
        await _sysfs.AddAsync(Port + "/ttyUSB5", "tty");
        await generations.MoveNextAsync();
        Assert.That(generations.Current.Device!.Name, Is.EqualTo("ttyUSB5"));
        await generations.Current.DisposeAsync();
    }
}
