using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>Attributes of devices that are really removed, renamed and moved away, beside bare descriptors of the same attributes.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class RemovedDeviceTests
{
    private SysfsDriver _sysfs = null!;

    [SetUp]
    public void SetUp()
    {
        IpCommand.RequireOrIgnore();
        _sysfs = new SysfsDriver();
    }

    [TearDown]
    public void TearDown() => _sysfs?.Dispose();

    [Test]
    public async Task Operations_DeviceRemoved_AreAllRefusedAsRevoked([Values] bool somebodyTells, CancellationToken cancellationToken)
    {
        using var veth = new VethPair();
        using var monitor = CreateMonitor(somebodyTells);
        using var sysfs = new SysfsDriver(monitor);
        using var device = sysfs.OpenClassDevice("net", veth.Name);
        using var power = device.OpenDirectory("power");
        using var mtu = device.OpenAttribute("mtu", FileAccess.ReadWrite);
        using var control = power.OpenAttribute("control");
        Assert.That((mtu.ReadInt64(), control.ReadText()), Is.EqualTo((1500L, "auto")));

        veth.Delete();

        foreach (var call in (Action[])
        [
            () => mtu.ReadText(), () => mtu.ReadBytes(), () => mtu.Read(new byte[4], 0), () => mtu.WriteText("1400"), () => mtu.Write("1"u8, 0),
            () => mtu.File.Seek(0, SeekOrigin.End), () => mtu.WaitForChange(TimeSpan.Zero), () => control.ReadText(),
            () => device.OpenAttribute("mtu"), () => device.ReadText("mtu"), () => device.WriteText("mtu", "1"), () => device.GetEntries(), () => device.OpenDirectory("power"),
            () => power.ReadText("control"), () => power.GetAttributeNames(),
        ])
        {
            Assert.That(call, Throws.InstanceOf<RevokedException>().With.Property("Errno").EqualTo(Native.ENODEV));
        }

        Assert.That(async () => await mtu.ReadTextAsync(cancellationToken), Throws.InstanceOf<RevokedException>());
        Assert.That(async () => await mtu.WriteTextAsync("1", cancellationToken), Throws.InstanceOf<RevokedException>());
        Assert.That(async () => await mtu.WaitForChangeAsync(cancellationToken), Throws.InstanceOf<RevokedException>());
        Assert.That((device.Scope.Reason!.Cause, device.Scope.Generation), Is.EqualTo((RevokeCause.Unplugged, 1L)));
        Assert.That((await device.Scope.WaitForCompletionAsync(cancellationToken)).Stuck, Is.Empty);
        Assert.That(() => sysfs.OpenClassDevice("net", veth.Name), Throws.InstanceOf<FileNotFoundException>());
    }

    [Test]
    public async Task Operations_DeviceRemovedBare_AreEnodevAndEnoent(CancellationToken cancellationToken)
    {
        using var veth = new VethPair();
        using var bare = new RawAttribute($"/sys/class/net/{veth.Name}/mtu");
        Assert.That((bare.Read(), bare.Reopen(), bare.OpenInDirectory()), Is.EqualTo((5, 0, 0)));
        veth.Delete();
        await Eventually.TrueAsync(() => !Directory.Exists($"/sys/class/net/{veth.Name}"), "the directory is gone", cancellationToken);
        Assert.That((int[])[bare.ReadHere(), bare.Write("1400"), bare.Seek(2), bare.Reopen()], Is.All.EqualTo(-Native.ENODEV));
        Assert.That(bare.OpenInDirectory(), Is.EqualTo(-Native.ENOENT));

        veth.Add();
        Assert.That((bare.ReadHere(), bare.OpenInDirectory()), Is.EqualTo((-Native.ENODEV, -Native.ENOENT)), "and for ever, though the name is back");
    }

    [Test]
    public async Task WaitForChange_DeviceRemoved_IsWokenAndABarePollIsNot([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var veth = new VethPair();
        using var device = _sysfs.OpenClassDevice("net", veth.Name);
        using var operstate = device.OpenAttribute("operstate");
        using var bare = Descriptor.Open($"/sys/class/net/{veth.Name}/operstate", Native.O_RDONLY);
        using var watched = Descriptor.Open($"/sys/class/net/{veth.Name}/operstate", Native.O_RDONLY);
        Assert.That((bare.Read(), watched.Read()), Is.EqualTo(("down\n", "down\n")));
        using var epoll = new BareEpoll(watched, Native.POLLPRI);
        var wait = await ParkedChange.StartAsync(operstate, form, cancellationToken);
        var poll = await BarePoll.StartAsync(bare, Native.POLLPRI, TimeSpan.FromSeconds(3), cancellationToken);

        veth.Delete();

        Assert.That(async () => await wait.WaitAsync(cancellationToken), Throws.InstanceOf<RevokedException>().With.Property("Errno").EqualTo(Native.ENODEV));
        Assert.That(poll.IsAsleep, Is.True, "the kernel wakes nobody");
        Assert.That(epoll.Wait(TimeSpan.FromMilliseconds(50)), Is.Zero, "nor does it report to epoll");
        Assert.That(await poll.ResultAsync(cancellationToken), Is.EqualTo(Native.POLLPRI | Native.POLLERR), "only when its own time is over");
        Assert.That(BarePoll.Look(bare, Native.POLLPRI, TimeSpan.Zero), Is.EqualTo(Native.POLLPRI | Native.POLLERR), "and so does one that begins now");
    }

    [Test]
    public async Task WaitForChange_ManyAttributesOfATapAndAPair_AllAreWoken(CancellationToken cancellationToken)
    {
        TapDevice.RequireOrIgnore();
        using var veth = new VethPair();
        using var tap = new TapDevice();
        using var devices = new Devices(_sysfs, veth.Name, veth.PeerName, tap.Name);
        var waits = new List<Task<string?>>();
        foreach (var device in devices.All)
        {
            foreach (var name in (string[])["operstate", "mtu", "flags", "address", "ifalias", "power/control", "queues/tx-0/xps_rxqs", "statistics/rx_bytes"])
            {
                foreach (var form in Enum.GetValues<CallForm>())
                {
                    waits.Add(await ParkedChange.StartAsync(device.OpenAttribute(name), form, cancellationToken));
                }
            }
        }

        veth.Delete();
        tap.Delete();

        Assert.That(waits, Has.Count.EqualTo(48));
        foreach (var wait in waits)
        {
            Assert.That(async () => await wait.WaitAsync(cancellationToken), Throws.InstanceOf<RevokedException>());
        }

        foreach (var device in devices.All)
        {
            Assert.That((await device.Scope.WaitForCompletionAsync(cancellationToken)).Released, Is.EqualTo(32), "each attribute, and the file of its wait");
        }
    }

    [Test]
    public void Open_NameIsBack_IsNeverTheNamesakes([Values] bool somebodyTells, [Range(0, 5)] int first)
    {
        using var veth = new VethPair();
        using var monitor = CreateMonitor(somebodyTells);
        using var sysfs = new SysfsDriver(monitor);
        using var old = sysfs.OpenClassDevice("net", veth.Name);
        using var power = old.OpenDirectory("power");
        using var mtu = old.OpenAttribute("mtu");
        veth.Delete();
        veth.Add();

        // Each is the first once: after that the scope is known to be dead.
        Action[] calls =
        [
            () => old.ReadText("mtu"), () => old.WriteText("mtu", "1300"), () => old.GetEntries(), () => power.ReadText("control"), () => power.GetAttributeNames(), () => mtu.ReadText(),
        ];
        Assert.That(calls[first], Throws.InstanceOf<RevokedException>());
        foreach (var call in calls)
        {
            Assert.That(call, Throws.InstanceOf<RevokedException>());
        }

        using var next = sysfs.OpenClassDevice("net", veth.Name);
        Assert.That(next.ReadInt64("mtu"), Is.EqualTo(1500));
    }

    [Test]
    public async Task GenerationsAsync_DeviceGoesAndComesBack_FollowsItInOneLoop(CancellationToken cancellationToken)
    {
        using var veth = new VethPair();
        var seen = new List<(long Generation, string Alias)>();
        await foreach (var device in _sysfs.GenerationsAsync(veth.Id, cancellationToken))
        {
            await using (device)
            {
                device.WriteText("ifalias", FormattableString.Invariant($"the {device.Generation}"));
                seen.Add((device.Generation, device.ReadText("ifalias")));
                if (device.Generation == 3)
                {
                    break;
                }

                using var state = device.OpenAttribute("operstate");
                var wait = await ParkedChange.StartAsync(state, CallForm.Async, cancellationToken);
                veth.Delete();
                Assert.That(async () => await wait.WaitAsync(cancellationToken), Throws.InstanceOf<RevokedException>().With.Property("Generation").EqualTo(device.Generation));
                veth.Add();
            }
        }

        Assert.That(seen, Is.EqualTo(new[] { (1L, "the 1"), (2L, "the 2"), (3L, "the 3") }));
    }

    [Test]
    public async Task Rename_OpenAttributes_LiveOnUnderTheNewName(CancellationToken cancellationToken)
    {
        using var veth = new VethPair();
        using var device = _sysfs.OpenClassDevice("net", veth.Name);
        using var mtu = device.OpenAttribute("mtu", FileAccess.ReadWrite);
        using var operstate = device.OpenAttribute("operstate");
        using var bare = new RawAttribute($"/sys/class/net/{veth.Name}/mtu");
        var wait = await ParkedChange.StartAsync(operstate, CallForm.Async, cancellationToken);
        var name = IpCommand.NewName();

        IpCommand.Run("link", "set", veth.Name, "name", name);

        await Eventually.TrueAsync(() => string.Equals(device.Device.Name, name, StringComparison.Ordinal), "the new name is known", cancellationToken);
        mtu.WriteText("1400");
        Assert.That((mtu.ReadInt64(), device.ReadInt64("mtu"), device.ReadProperties()["INTERFACE"], bare.Read()), Is.EqualTo((1400L, 1400L, name, 5)));
        Assert.That((device.Path, device.Generation, wait.IsCompleted), Is.EqualTo(($"/sys/devices/virtual/net/{name}", 1L, false)));
        Assert.That(() => _sysfs.OpenClassDevice("net", veth.Name), Throws.InstanceOf<FileNotFoundException>());

        veth.Delete();
        Assert.That(async () => await wait.WaitAsync(cancellationToken), Throws.InstanceOf<RevokedException>());
        Assert.That(mtu.ReadText, Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public async Task MoveToAnotherNetworkNamespace_CountsAsRemoval(CancellationToken cancellationToken)
    {
        using var veth = new VethPair();
        var space = IpCommand.NewName();
        IpCommand.Run("netns", "add", space);
        try
        {
            using var device = _sysfs.OpenClassDevice("net", veth.Name);
            using var operstate = device.OpenAttribute("operstate");
            using var bare = new RawAttribute($"/sys/class/net/{veth.Name}/mtu");
            var wait = await ParkedChange.StartAsync(operstate, CallForm.Sync, cancellationToken);

            IpCommand.Run("link", "set", veth.Name, "netns", space);

            Assert.That(async () => await wait.WaitAsync(cancellationToken), Throws.InstanceOf<RevokedException>());
            Assert.That(operstate.ReadText, Throws.InstanceOf<RevokedException>());
            Assert.That(() => device.OpenAttribute("mtu"), Throws.InstanceOf<RevokedException>());
            Assert.That(bare.Read(), Is.EqualTo(5), "to who holds a bare descriptor it is still there");

            IpCommand.Run("-n", space, "link", "set", veth.Name, "netns", FormattableString.Invariant($"{Environment.ProcessId}"));
            using var back = _sysfs.OpenClassDevice("net", veth.Name);
            Assert.That(back.ReadInt64("mtu"), Is.EqualTo(1500));
            Assert.That(operstate.ReadText, Throws.InstanceOf<RevokedException>(), "what is back is another one");
        }
        finally
        {
            IpCommand.Run("netns", "del", space);
        }
    }

    /// <summary>One that hears of everything, or nothing, and does not look by itself either.</summary>
    private static DeviceMonitor CreateMonitor(bool hears) =>
        new(hears ? null : new() { Source = new ScriptedEventSource(), LivenessInterval = Timeout.InfiniteTimeSpan });

    private sealed class Devices(SysfsDriver sysfs, params string[] names) : IDisposable
    {
        internal List<SysfsDevice> All { get; } = [.. names.Select(name => sysfs.OpenClassDevice("net", name))];

        public void Dispose() => All.ForEach(static device => device.Dispose());
    }
}
