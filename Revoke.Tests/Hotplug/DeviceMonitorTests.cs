using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>What a monitor does with events, over a tree in the shape of sysfs and events as the test says them.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class DeviceMonitorTests
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
    public async Task Remove_FollowedDevice_RevokesItsScopesAtOnce()
    {
        await _sysfs.AddAsync(Port + "/ttyUSB0", "tty", "ttyUSB0");
        using var first = _monitor.Follow(DeviceId.FromPath(Port + "/ttyUSB0"));
        using var second = _monitor.Follow(DeviceId.FromPath(Port + "/ttyUSB0"));
        Assert.That(first.Device, Is.EqualTo(new Device(Port + "/ttyUSB0", "tty", _sysfs.DevRoot + "/ttyUSB0", _sysfs[Port] + "/ttyUSB0")));
        Assert.That(first.CreateChild("below").Device, Is.EqualTo(first.Device));

        await _sysfs.RemoveAsync(Port + "/ttyUSB0");

        Assert.That((first.IsRevoked, second.IsRevoked, first.Reason!.Cause), Is.EqualTo((true, true, RevokeCause.Unplugged)));
        Assert.That(first.Reason.Detail, Does.Contain("ttyUSB0"));
        Assert.That(() => _monitor.Follow(DeviceId.FromPath(Port + "/ttyUSB0")), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("ttyUSB0"));
    }

    [Test]
    public async Task Remove_OfAChildOrANeighbour_LeavesTheDeviceAlone()
    {
        await _sysfs.AddAsync(Port + "/net/veth0", "net");
        using var scope = _monitor.Follow(DeviceId.FromPath(Port + "/net/veth0"));

        await _sysfs.SendAsync("remove", Port + "/net/veth0/queues/rx-0");
        await _sysfs.SendAsync("remove", Port + "/net/veth00");
        await _sysfs.SendAsync("unbind", Port + "/net/veth0");
        await _sysfs.SendAsync("offline", Port + "/net/veth0");
        await _sysfs.SendAsync("something else", Port + "/net/veth0");

        Assert.That(scope.IsRevoked, Is.False);
    }

    [Test]
    public async Task Remove_OfASoundCardsControl_IsTheCardsEnd(CancellationToken cancellationToken)
    {
        const string card = "/devices/pci0000:00/0000:00:05.0/sound/card0";
        _sysfs.AddSilently(card, "sound");
        _sysfs.AddSilently(card + "/controlC0", "sound");
        _sysfs.AddSilently(card + "/pcmC0D0p", "sound");
        using var scope = _monitor.Follow(DeviceId.FromPath(card));

        await _sysfs.RemoveAsync(card + "/pcmC0D0p");
        Assert.That(scope.IsRevoked, Is.False, "a PCM alone goes with a new topology, not with the card");

        await _sysfs.RemoveAsync(card + "/controlC0");
        Assert.That(scope.IsRevoked, Is.True);

        // The card's directory goes last, and is not a return meanwhile.
        await using var generations = _monitor.GenerationsAsync(DeviceId.FromPath(card), cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = generations.MoveNextAsync().AsTask();
        await _sysfs.RemoveAsync(card);
        Assert.That(next.IsCompleted, Is.False);

        await _sysfs.AddAsync(card, "sound");
        Assert.That(await next, Is.True);
        Assert.That(generations.Current.Generation, Is.EqualTo(2));
    }

    [Test]
    public async Task Remove_OfThePredecessorReadLate_LeavesTheDeviceAlone()
    {
        await _sysfs.AddAsync(Port + "/ttyUSB0", "tty");
        var removal = _sysfs.Sequence;
        using var scope = _monitor.Follow(DeviceId.FromPath(Port + "/ttyUSB0"));

        await _sysfs.SendAsync("remove", Port + "/ttyUSB0", sequence: removal);
        Assert.That(scope.IsRevoked, Is.False);
        await _sysfs.SendAsync("remove", Port + "/ttyUSB0", sequence: removal + 1);
        Assert.That(scope.IsRevoked, Is.True);
    }

    [Test]
    public async Task Remove_DirectoryStillThere_IsNotTakenForAReturn(CancellationToken cancellationToken)
    {
        var id = DeviceId.FromPath(Port + "/ttyUSB0");
        await _sysfs.AddAsync(Port + "/ttyUSB0", "tty");
        await using var generations = _monitor.GenerationsAsync(id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.That(await generations.MoveNextAsync(), Is.True);
        using var first = generations.Current;

        // The kernel announces the removal before it takes the directory away.
        await _sysfs.SendAsync("remove", Port + "/ttyUSB0", sequence: _sysfs.Sequence + 1);
        Assert.That(first.IsRevoked, Is.True);
        var next = generations.MoveNextAsync().AsTask();
        await _sysfs.SendAsync("change", Port + "/ttyUSB0");
        Assert.That(_monitor.TryFollow(id, out _), Is.False);
        Assert.That(next.IsCompleted, Is.False);

        _sysfs.RemoveSilently(Port + "/ttyUSB0");
        await _sysfs.AddAsync(Port + "/ttyUSB0", "tty");
        Assert.That(await next, Is.True);
        Assert.That(generations.Current.Generation, Is.EqualTo(2));
        await generations.Current.DisposeAsync();
    }

    [Test]
    public async Task GenerationsAsync_ReplugUnderAnotherName_IsTheNextGeneration(CancellationToken cancellationToken)
    {
        _sysfs.AddSilently(Port + "/ttyUSB0", "tty", "ttyUSB0");
        var id = DeviceId.FromParent("/sys" + Port, "tty");
        var seen = new List<(long, string)>();
        await foreach (var scope in _monitor.GenerationsAsync(id, cancellationToken))
        {
            using (scope)
            {
                seen.Add((scope.Generation, scope.Device!.Name));
                if (seen.Count == 3)
                {
                    break;
                }

                await _sysfs.RemoveAsync(scope.Device!.DevicePath);
                Assert.That(scope.IsRevoked, Is.True);
                await _sysfs.AddAsync($"{Port}/ttyUSB{seen.Count}", "tty", $"ttyUSB{seen.Count}");
            }
        }

        Assert.That(seen, Is.EqualTo(new[] { (1L, "ttyUSB0"), (2L, "ttyUSB1"), (3L, "ttyUSB2") }));
    }

    [Test]
    public async Task GenerationsAsync_ScopeDisposedWhileTheDeviceStays_GivesTheSameInstanceNotAgain(CancellationToken cancellationToken)
    {
        var id = DeviceId.FromPath(Port + "/ttyUSB0");
        await _sysfs.AddAsync(Port + "/ttyUSB0", "tty");
        await using var generations = _monitor.GenerationsAsync(id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        await generations.Current.DisposeAsync();

        var next = generations.MoveNextAsync().AsTask();
        await _sysfs.SendAsync("change", Port + "/ttyUSB0");
        Assert.That(next.IsCompleted, Is.False);
        using (var again = _monitor.Follow(id))
        {
            Assert.That(again.Generation, Is.EqualTo(1), "who asks anew gets the instance that is there");
        }

        await _sysfs.RemoveAsync(Port + "/ttyUSB0");
        await _sysfs.AddAsync(Port + "/ttyUSB0", "tty");
        Assert.That(await next, Is.True);
        Assert.That(generations.Current.Generation, Is.EqualTo(2));
        await generations.Current.DisposeAsync();
    }

    [Test]
    public async Task GenerationsAsync_SlowReader_GetsTheNewest(CancellationToken cancellationToken)
    {
        var id = DeviceId.FromPath(Port + "/ttyUSB0");
        await _sysfs.AddAsync(Port + "/ttyUSB0", "tty");
        await using var generations = _monitor.GenerationsAsync(id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;
        for (var i = 2; i <= 4; i++)
        {
            await _sysfs.RemoveAsync(Port + "/ttyUSB0");
            await _sysfs.AddAsync(Port + "/ttyUSB0", "tty");
            using var other = _monitor.Follow(id);
            Assert.That(other.Generation, Is.EqualTo(i), "somebody else has seen it");
        }

        await generations.MoveNextAsync();
        Assert.That(generations.Current.Generation, Is.EqualTo(4));
        await generations.Current.DisposeAsync();
    }

    [Test]
    public async Task GenerationsAsync_TokenFires_EndsTheWaitAndLeavesNothing(CancellationToken cancellationToken)
    {
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var generations = _monitor.GenerationsAsync(DeviceId.FromPath("/devices/none"), own.Token).GetAsyncEnumerator(own.Token);
        var next = generations.MoveNextAsync().AsTask();
        await own.CancelAsync();
        Assert.That(async () => await next, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Move_FollowedDevice_LivesUnderItsNewPath()
    {
        await _sysfs.AddAsync(Port + "/net/a", "net");
        using var scope = _monitor.Follow(DeviceId.FromPath(Port + "/net/a"));
        Directory.Move(_sysfs[Port + "/net/a"], _sysfs[Port + "/net/b"]);

        await _sysfs.SendAsync("move", Port + "/net/b", "net", previous: Port + "/net/a");
        Assert.That((scope.IsRevoked, scope.Device!.DevicePath), Is.EqualTo((false, Port + "/net/b")));
        await _sysfs.SendAsync("remove", Port + "/net/a", sequence: _sysfs.Sequence + 1);
        Assert.That(scope.IsRevoked, Is.False, "that is not its path any more");
        await _sysfs.SendAsync("remove", Port + "/net/b", sequence: _sysfs.Sequence + 1);
        Assert.That(scope.IsRevoked, Is.True);
    }

    [Test]
    public async Task Move_OfAParent_TakesTheDeviceAlong()
    {
        await _sysfs.AddAsync(Port + "/ttyUSB0", "tty");
        using var scope = _monitor.Follow(DeviceId.FromPath(Port + "/ttyUSB0"));
        Directory.Move(_sysfs["/devices/pci0/usb1/1-2"], _sysfs["/devices/pci0/usb1/1-3"]);

        await _sysfs.SendAsync("move", "/devices/pci0/usb1/1-3", previous: "/devices/pci0/usb1/1-2");

        Assert.That(scope.Device!.DevicePath, Is.EqualTo("/devices/pci0/usb1/1-3/1-2:1.0/ttyUSB0"));
    }

    [Test]
    public async Task FromNode_Seen_IsKnownByItsPlaceFromThenOn(CancellationToken cancellationToken)
    {
        _sysfs.AddSilently(Port + "/ttyUSB0", "tty", "null0");
        File.CreateSymbolicLink(_sysfs.SysRoot + "/dev/char/1:3", _sysfs[Port + "/ttyUSB0"]); // the node is that of /dev/null
        var id = DeviceId.FromNode("/dev/null");
        await using var generations = _monitor.GenerationsAsync(id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;
        Assert.That(first.Device!.Name, Is.EqualTo("ttyUSB0"));

        await _sysfs.RemoveAsync(Port + "/ttyUSB0");
        File.Delete(_sysfs.SysRoot + "/dev/char/1:3");
        await _sysfs.AddAsync(Port + "/ttyUSB7", "tty", "ttyUSB7");
        await generations.MoveNextAsync();
        Assert.That((generations.Current.Generation, generations.Current.Device!.Name), Is.EqualTo((2L, "ttyUSB7")));
        await generations.Current.DisposeAsync();
    }

    [Test]
    public async Task FromLink_Retargeted_IsFollowedAnew(CancellationToken cancellationToken)
    {
        var link = _sysfs.DevRoot + "/by-id";
        _sysfs.AddSilently(Port + "/ttyUSB0", "tty");
        File.CreateSymbolicLink(link, _sysfs.SysRoot + "/class/tty/ttyUSB0");
        await using var generations = _monitor.GenerationsAsync(DeviceId.FromLink(link), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;
        await _sysfs.RemoveAsync(Port + "/ttyUSB0");
        File.Delete(link);

        var next = generations.MoveNextAsync().AsTask();
        await _sysfs.AddAsync("/devices/pci0/usb1/1-9/ttyUSB1", "tty");
        Assert.That(next.IsCompleted, Is.False, "nobody has made the link yet");
        File.CreateSymbolicLink(link, _sysfs.SysRoot + "/class/tty/ttyUSB1");
        await _sysfs.SendAsync("change", "/devices/pci0/usb1/1-9/ttyUSB1", "tty");
        await next;
        Assert.That(generations.Current.Device!.Name, Is.EqualTo("ttyUSB1"));
        await generations.Current.DisposeAsync();
    }

    [Test]
    public async Task Overflow_WhatWasMissed_IsFoundByComparing(CancellationToken cancellationToken)
    {
        foreach (var name in (string[])["gone", "same", "replaced"])
        {
            _sysfs.AddSilently("/devices/" + name, "tty");
        }

        using var gone = _monitor.Follow(DeviceId.FromPath("/devices/gone"));
        using var same = _monitor.Follow(DeviceId.FromPath("/devices/same"));
        using var replaced = _monitor.Follow(DeviceId.FromPath("/devices/replaced"));
        await using var coming = _monitor.GenerationsAsync(DeviceId.FromPath("/devices/coming"), cancellationToken).GetAsyncEnumerator(cancellationToken);
        var arrival = coming.MoveNextAsync().AsTask();
        _sysfs.RemoveSilently("/devices/gone");
        _sysfs.RemoveSilently("/devices/replaced");
        _sysfs.AddSilently("/devices/replaced", "tty");
        _sysfs.AddSilently("/devices/coming", "tty");

        await _sysfs.Events.SendAsync(DeviceEvent.Overflow);

        Assert.That((gone.IsRevoked, same.IsRevoked, replaced.IsRevoked), Is.EqualTo((true, false, true)));
        Assert.That(await arrival, Is.True);
        await coming.Current.DisposeAsync();
        using var again = _monitor.Follow(DeviceId.FromPath("/devices/replaced"));
        Assert.That(again.Generation, Is.EqualTo(2));
    }

    [Test]
    public async Task Follow_ReplacedWithoutAnEvent_IsTheNextGenerationAndTheOldOneIsDead()
    {
        _sysfs.AddSilently(Port + "/ttyUSB0", "tty");
        using var first = _monitor.Follow(DeviceId.FromPath(Port + "/ttyUSB0"));
        _sysfs.RemoveSilently(Port + "/ttyUSB0");
        _sysfs.AddSilently(Port + "/ttyUSB0", "tty");

        using var second = _monitor.Follow(DeviceId.FromPath(Port + "/ttyUSB0"));

        Assert.That((first.IsRevoked, first.Generation, second.IsRevoked, second.Generation), Is.EqualTo((true, 1L, false, 2L)));
        await _sysfs.RemoveAsync(Port + "/ttyUSB0");
        Assert.That(second.IsRevoked, Is.True);
    }

    [Test]
    public void Dispose_Monitor_RevokesWhatItFollowsAndRefusesTheRest()
    {
        _sysfs.AddSilently(Port + "/ttyUSB0", "tty");
        var id = DeviceId.FromPath(Port + "/ttyUSB0");
        using var scope = _monitor.Follow(id);
        var waiting = _monitor.GenerationsAsync(DeviceId.FromPath("/devices/none")).GetAsyncEnumerator().MoveNextAsync().AsTask();

        _monitor.Dispose();
        _monitor.Dispose();

        Assert.That((scope.IsRevoked, scope.Reason!.Cause), Is.EqualTo((true, RevokeCause.Disposed)));
        Assert.That(() => _monitor.Follow(id), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => _monitor.WatchAsync(), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await waiting, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(_monitor.IsListening, Is.False);
    }

    [Test]
    public void GetDevices_OfAClassOrBus_AreInTheOrderOfTheirNames()
    {
        foreach (var number in (int[])[10, 2, 1])
        {
            _sysfs.AddSilently($"{Port}/ttyUSB{number}", "tty", $"ttyUSB{number}");
        }

        Assert.That(_monitor.GetDevices("tty").Select(static device => device.Name), Is.EqualTo(new[] { "ttyUSB1", "ttyUSB2", "ttyUSB10" }));
        Assert.That(_monitor.GetDevices("usb").Single().DevicePath, Is.EqualTo(Port));
        Assert.That(_monitor.GetDevices("nothing"), Is.Empty);
        Assert.That(() => _monitor.GetDevices("../x"), Throws.InstanceOf<ArgumentException>());
        Assert.That(_monitor.Find(DeviceId.FromParent(Port, "tty", 2))!.Name, Is.EqualTo("ttyUSB10"));
        Assert.That(_monitor.Find(DeviceId.FromParent(Port, "tty", 3)), Is.Null);
    }
}
