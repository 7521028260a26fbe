using Revoke.Errors;
using Revoke.Hotplug;
using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>Network devices that really come and go, and the kernel's own events. Needs root.</summary>
[TestFixture]
[CancelAfter(30_000)]
[NonParallelizable]
public sealed class RealDeviceTests
{
    private const PollEvents Dead = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;

    // No looks without an event: what is seen here, the kernel has said.
    private static DeviceMonitorOptions EventsOnly => new() { LivenessInterval = Timeout.InfiniteTimeSpan };

    [SetUp]
    public void SetUp() => IpCommand.RequireOrIgnore();

    [Test]
    public async Task Removal_OfARealDevice_WakesEverySleeperAndTheNextGenerationWorks(CancellationToken cancellationToken)
    {
        using var pair = new VethPair();
        await using var monitor = new DeviceMonitor(EventsOnly);
        Assert.That(monitor.IsListening, Is.True);
        await using var generations = monitor.GenerationsAsync(pair.Id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;
        using var mtu = first.OpenAttribute("mtu");
        Assert.That(mtu.Read(new byte[16]), Is.EqualTo(5));
        var asleep = mtu.PollAsync(PollEvents.Priority, cancellationToken).AsTask();
        var thread = Task.Run(() => mtu.Poll(PollEvents.Priority, Timeout.InfiniteTimeSpan), cancellationToken);
        await Eventually.TrueAsync(() => SleepersOf.Count(mtu) == 2, "both asleep", cancellationToken);

        pair.Delete();

        Assert.That(await asleep, Is.EqualTo(Dead));
        Assert.That(await thread, Is.EqualTo(Dead));
        Assert.That(() => mtu.Read(new byte[16], 0), Throws.InstanceOf<RevokedException>().With.Property("Generation").EqualTo(1));
        var outcome = await first.WaitForCompletionAsync(cancellationToken);
        Assert.That((outcome.Reason.Cause, outcome.Released, outcome.Stuck.Count), Is.EqualTo((RevokeCause.Unplugged, 1, 0)));

        pair.Add();
        await generations.MoveNextAsync();
        using var second = generations.Current;
        using var again = second.OpenAttribute("mtu");
        Assert.That((second.Generation, again.Read(new byte[16])), Is.EqualTo((2L, 5)));
        Assert.That(() => first.OpenAttribute("mtu"), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public async Task Read_AgainAndAgainWhileTheDeviceGoes_EndsWithRevokedAndNothingElse([Values] bool isAsync, CancellationToken cancellationToken)
    {
        using var pair = new VethPair();
        await using var monitor = new DeviceMonitor(EventsOnly);
        await using var generations = monitor.GenerationsAsync(pair.Id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (var i = 1; i <= 10; i++)
        {
            await generations.MoveNextAsync();
            var scope = generations.Current;
            using var mtu = scope.OpenAttribute("mtu");
            var buffer = new byte[16];
            var deletion = Task.Run(pair.Delete, cancellationToken);

            // The kernel answers EINVAL from the beginning of the removal, some milliseconds before it says so.
            Assert.That(
                async () =>
                {
                    while (true)
                    {
                        _ = isAsync ? await mtu.ReadAsync(buffer, 0, cancellationToken) : mtu.Read(buffer, 0);
                    }
                },
                Throws.InstanceOf<RevokedException>().With.Property("Errno").EqualTo(19).And.Property("Generation").EqualTo(i));
            await deletion;
            pair.Add();
        }
    }

    [Test]
    public async Task Read_AnswersEinvalOfALiveDevice_IsAnOrdinaryError()
    {
        using var pair = new VethPair();
        await using var monitor = new DeviceMonitor(EventsOnly);
        using var scope = monitor.Follow(pair.Id);
        using var carrier = scope.OpenAttribute("carrier"); // of a device that is down

        Assert.That(() => carrier.Read(new byte[16]), Throws.InstanceOf<IOException>().And.Not.InstanceOf<RevokedException>().And.Message.Contains("EINVAL"));
        Assert.That(scope.IsRevoked, Is.False);
    }

    [Test]
    public async Task Rename_OfARealDevice_IsFollowed(CancellationToken cancellationToken)
    {
        using var pair = new VethPair();
        await using var monitor = new DeviceMonitor(EventsOnly);
        using var scope = monitor.Follow(pair.Id);
        using var mtu = scope.OpenAttribute("mtu");
        var name = IpCommand.NewName();

        IpCommand.Run("link", "set", pair.Name, "name", name);

        await Eventually.TrueAsync(() => scope.Device!.Name == name, "the move was seen", cancellationToken);
        Assert.That((scope.IsRevoked, mtu.Read(new byte[16], 0)), Is.EqualTo((false, 5)));
        using var late = scope.OpenAttribute("address");
        Assert.That(late.Read(new byte[32]), Is.EqualTo(18));
        pair.Delete();
        await Eventually.TrueAsync(() => scope.IsRevoked, "removed under its new name", cancellationToken);
    }

    [Test]
    public async Task MoveToAnotherNetworkNamespace_IsARemovalAndTheWayBackAReturn([Values] bool withEvents, CancellationToken cancellationToken)
    {
        using var pair = new VethPair();
        var space = IpCommand.NewName();
        IpCommand.Run("netns", "add", space);
        try
        {
            await using var monitor = new DeviceMonitor(withEvents ? EventsOnly : new() { Source = new ScriptedEventSource(), LivenessInterval = TimeSpan.FromMilliseconds(20) });
            await using var generations = monitor.GenerationsAsync(pair.Id, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await generations.MoveNextAsync();
            using var first = generations.Current;
            using var mtu = first.OpenAttribute("mtu");

            IpCommand.Run("link", "set", pair.Name, "netns", space);
            await Eventually.TrueAsync(() => first.IsRevoked, "out of sight is gone", cancellationToken);
            Assert.That(() => mtu.Read(new byte[16], 0), Throws.InstanceOf<RevokedException>(), "though the kernel would still answer");
            Assert.That(first.Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));

            IpCommand.Run("-n", space, "link", "set", pair.Name, "netns", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await generations.MoveNextAsync();
            Assert.That(generations.Current.Generation, Is.EqualTo(2));
            await generations.Current.DisposeAsync();
        }
        finally
        {
            IpCommand.Run("netns", "del", space);
        }
    }

    [Test]
    public async Task Rename_WithoutEvents_IsFoundAgain(CancellationToken cancellationToken)
    {
        using var pair = new VethPair();
        await using var monitor = new DeviceMonitor(new() { Source = new ScriptedEventSource(), LivenessInterval = TimeSpan.FromMilliseconds(20) });
        using var scope = monitor.Follow(pair.Id);
        var name = IpCommand.NewName();
        IpCommand.Run("link", "set", pair.Name, "name", name);
        await Eventually.TrueAsync(() => scope.Device!.Name == name, "found by its directory", cancellationToken);
        Assert.That(scope.IsRevoked, Is.False);
        pair.Delete();
        await Eventually.TrueAsync(() => scope.IsRevoked, "found to be gone", cancellationToken);
    }

    [Test]
    public async Task Read_OfATapThatIsDeleted_IsRevokedWhoeverTellsFirst([Values] bool monitorIsFirst, CancellationToken cancellationToken)
    {
        TapDevice.RequireOrIgnore();
        using var tap = new TapDevice();
        await using var monitor = new DeviceMonitor(monitorIsFirst ? EventsOnly : EventsOnly with { Source = new ScriptedEventSource() });
        using var scope = monitor.Follow(IpCommand.IdOf(tap.Name));
        using var file = scope.Open(tap.Queue);
        var read = file.ReadAsync(new byte[2000], cancellationToken).AsTask();
        await Eventually.TrueAsync(() => SleepersOf.Count(file) == 1, "asleep", cancellationToken);

        tap.Delete();

        var thrown = await Assert.CatchAsync<RevokedException>(async () => await read);
        Assert.That((thrown!.Errno, thrown.Reason!.Cause, scope.IsRevoked), Is.EqualTo((Errno.ENODEV, RevokeCause.Unplugged, true)));
        if (!monitorIsFirst)
        {
            Assert.That(thrown.InnerException, Is.InstanceOf<IOException>().With.Property("HResult").AnyOf(Errno.EFAULT, Errno.EBADFD), "the kernel's sign of death");
        }
    }

    [Test]
    public async Task Operation_OnAnAttributeOfADeviceThatIsGone_RevokesTheScopeBeforeAnybodyTells()
    {
        using var pair = new VethPair();
        await using var monitor = new DeviceMonitor(EventsOnly with { Source = new ScriptedEventSource() });
        foreach (var act in (Action<RevokeScope, RevocableFile>[])[
            (_, mtu) => mtu.Read(new byte[16], 0),
            (_, mtu) => mtu.Write("1400"u8),
            (scope, _) => scope.OpenAttribute("mtu"),
            (scope, _) => scope.GetEntries(),
            (scope, _) => scope.Open(scope.Device!.SysPath + "/mtu")])
        {
            using var scope = monitor.Follow(pair.Id);
            using var mtu = scope.OpenAttribute("mtu", new() { Access = FileAccess.ReadWrite });
            pair.Delete();
            Assert.That(scope.IsRevoked, Is.False, "nobody has told");
            Assert.That(() => act(scope, mtu), Throws.InstanceOf<RevokedException>());
            Assert.That((scope.IsRevoked, scope.Reason!.Cause), Is.EqualTo((true, RevokeCause.Unplugged)));
            pair.Add();
        }
    }

    [Test]
    public async Task OpenAttribute_OfALivingDevice_SaysWhatIsWrong()
    {
        await using var monitor = new DeviceMonitor(EventsOnly);
        using var scope = monitor.Follow(DeviceId.FromPath("/devices/virtual/net/lo"));
        Assert.That(() => scope.OpenAttribute("nothing"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("/sys/devices/virtual/net/lo/nothing"));
        Assert.That(() => scope.OpenAttribute("power"), Throws.InstanceOf<IOException>().With.Message.Contains("directory"));
        Assert.That(() => scope.OpenAttribute("../eth0/mtu"), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => scope.OpenAttribute("/sys/devices/virtual/net/lo/mtu"), Throws.InstanceOf<ArgumentException>());
        Assert.That(() => scope.OpenNode(), Throws.InstanceOf<InvalidOperationException>().With.Message.Contains("no node"));
        Assert.That(() => new RevokeScope("free").OpenNode(), Throws.InstanceOf<InvalidOperationException>().With.Message.Contains("free"));
        Assert.That(scope.GetEntries().Single(static entry => entry.Name == "subsystem").LinkTarget, Does.EndWith("class/net"));
        Assert.That(scope.GetEntries("power").Select(static entry => entry.Name), Does.Contain("control"));
        Assert.That(() => scope.GetEntries("nothing"), Throws.InstanceOf<IOException>().With.Message.Contains("nothing"));
        Assert.That(scope.IsRevoked, Is.False);
    }

    [Test]
    public async Task OpenNode_OfARealNode_OpensItAndNoOther()
    {
        await using var monitor = new DeviceMonitor(EventsOnly);
        using var scope = monitor.Follow(DeviceId.FromNode("/dev/zero"));
        using var file = scope.OpenNode();
        var buffer = new byte[] { 1, 2, 3 };
        Assert.That((file.Read(buffer), buffer[0], file.Name), Is.EqualTo((3, (byte)0, "/dev/zero")));

        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["zero"], "/dev/null"); // the name is another device's by now
        await using var elsewhere = new DeviceMonitor(EventsOnly with { DevRoot = folder.Path });
        using var stranger = elsewhere.Follow(DeviceId.FromNode("/dev/zero"));
        Assert.That(() => stranger.OpenNode(), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.ENODEV));
    }

    [Test]
    public async Task Arrival_WhereUdevRuns_WaitsForUdev(CancellationToken cancellationToken)
    {
        using var pair = new VethPair();
        pair.Delete();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["control"], string.Empty, cancellationToken);
        await using var monitor = new DeviceMonitor(EventsOnly with { UdevSocket = folder["control"] });
        await using var generations = monitor.GenerationsAsync(pair.Id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = generations.MoveNextAsync().AsTask();
        await using var events = monitor.WatchAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        using var udev = new UdevSender();

        pair.Add();
        do
        {
            await events.MoveNextAsync();
        }
        while (events.Current.DevicePath != "/devices/virtual/net/" + pair.Name || events.Current.Action != "add");
        Assert.That((events.Current.IsFromUdev, next.IsCompleted), Is.EqualTo((false, false)), "the kernel's word is not enough");

        udev.Broadcast(2, UdevMessage.Create(("ACTION", "add"), ("DEVPATH", "/devices/virtual/net/" + pair.Name), ("SUBSYSTEM", "net")));
        Assert.That(await next, Is.True);
        using var scope = generations.Current;
        pair.Delete();
        await Eventually.TrueAsync(() => scope.IsRevoked, "the kernel's word is enough for a removal", cancellationToken);
    }

    [Test]
    public async Task Remove_Synthetic_LeavesTheDeviceAlone(CancellationToken cancellationToken)
    {
        using var pair = new VethPair();
        await using var monitor = new DeviceMonitor(EventsOnly);
        using var scope = monitor.Follow(pair.Id);
        await using var events = monitor.WatchAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        await File.WriteAllTextAsync(scope.Device!.SysPath + "/uevent", "remove", cancellationToken);

        do
        {
            await events.MoveNextAsync();
        }
        while (events.Current.Action != "remove" || events.Current.DevicePath != scope.Device!.DevicePath);
        Assert.That(scope.IsRevoked, Is.False);
        pair.Delete();
        await Eventually.TrueAsync(() => scope.IsRevoked, "the real one", cancellationToken);
    }

    [Test]
    public void Source_MessageOfNobodyWhoMaySendOne_IsNoEvent()
    {
        using var source = UeventSource.Open();
        using var udev = new UdevSender();
        using var end = new CancellationTokenSource();
        var path = "/devices/" + IpCommand.NewName();
        udev.Broadcast(1, System.Text.Encoding.UTF8.GetBytes($"remove@{path}\0ACTION=remove\0DEVPATH={path}\0"));
        udev.Broadcast(2, System.Text.Encoding.UTF8.GetBytes($"remove@{path}\0ACTION=remove\0DEVPATH={path}\0"));
        udev.Broadcast(2, UdevMessage.Create(("ACTION", "change"), ("DEVPATH", path)));

        var first = source.Read(end.Token).First(happened => happened.DevicePath == path);

        Assert.That((first.Action, first.IsFromUdev), Is.EqualTo(("change", true)), "what looks like the kernel's came from a process");
    }

    [Test]
    public async Task Source_Overflows_SaysSoAndGoesOn()
    {
        const string Mark = "12345678-1234-1234-1234-123456789abc";
        const string Device = "/sys/devices/virtual/mem/null/uevent";
        using var source = UeventSource.Open(receiveBuffer: 4096);
        using var end = new CancellationTokenSource();
        for (var i = 0; i < 500; i++)
        {
            File.WriteAllText(Device, "change");
        }

        var events = source.Read(end.Token).TakeWhile(static happened => happened.Action != DeviceEvent.OverflowAction).ToList();
        Assert.That(events, Has.Count.LessThan(500), "some were lost, and it said so");
        var next = Task.Run(() => source.Read(end.Token).First(static happened => happened.Properties.GetValueOrDefault("SYNTH_UUID") == Mark));
        while (!next.IsCompleted)
        {
            // Again and again: it may still be full.
            await File.WriteAllTextAsync(Device, "add " + Mark);
        }

        Assert.That((await next).Action, Is.EqualTo("add"));
    }

    [Test]
    public async Task Source_TokenFiresWhileItSleeps_Ends(CancellationToken cancellationToken)
    {
        using var source = UeventSource.Open();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => source.Read(end.Token).Count(), cancellationToken);
        await end.CancelAsync();
        Assert.That(await reading, Is.Not.Negative);
    }

    [Test]
    public void FollowAndDispose_AgainAndAgain_LeavesNoDescriptorOpen()
    {
        using var pair = new VethPair();
        Round();
        var before = OpenDescriptors.Capture();
        for (var i = 0; i < 10; i++)
        {
            Round();
        }

        Assert.That(OpenDescriptors.Capture().OpenedSince(before), Is.Empty);

        void Round()
        {
            using var monitor = new DeviceMonitor();
            using var scope = monitor.Follow(pair.Id);
            using var file = scope.OpenAttribute("mtu");
            file.Read(new byte[8]);
            Assert.That(monitor.TryFollow(DeviceId.FromPath("/devices/none"), out _), Is.False);
        }
    }
}
