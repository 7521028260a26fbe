using Revoke.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Testing;

/// <summary>Coming back: the next generation, with nothing of the last.</summary>
[CancelAfter(60_000)]
public sealed class FakeDeviceReplugTests
{
    [Test]
    public void Replug_OldHandles_StayDeadAndNewOnesWork([Values] UnplugOrder order)
    {
        using var device = new FakeDevice("line") { UnplugOrder = order };
        using var old = device.Monitor.Follow(device.Id);
        using var oldFile = old.OpenNode();
        device.Feed(new byte[5_000]); // lost, in the line and not yet in it
        device.Unplug();

        device.Replug();

        Assert.That(() => oldFile.Read(new byte[1]), Throws.InstanceOf<RevokedException>().With.Property("Generation").EqualTo(1));
        Assert.That(() => old.OpenNode(), Throws.InstanceOf<RevokedException>());
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenStream(device.NodePath);
        var read = new byte[16];
        device.Feed("new"u8);
        Assert.That((scope.Generation, device.IsPlugged), Is.EqualTo((2, true)));
        Assert.That(read[..file.Read(read)], Is.EqualTo("new"u8.ToArray()));
        file.Write("answer"u8);
        Assert.That(device.TakeWritten(), Is.EqualTo("answer"u8.ToArray()));
    }

    [Test]
    public async Task Generations_OneLoop_GetsEachOne(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        var seen = new List<(long, string?)>();
        await foreach (var scope in device.Monitor.GenerationsAsync(device.Id, cancellationToken))
        {
            using (scope)
            using (var reader = new StreamReader(scope.OpenStream(device.NodePath)))
            {
                device.Feed(System.Text.Encoding.ASCII.GetBytes($"hello {scope.Generation}\n"));
                seen.Add((scope.Generation, await reader.ReadLineAsync(cancellationToken)));
                device.UnplugWhenBlocked();
                await Assert.CatchAsync<RevokedException>(async () => await reader.ReadLineAsync(cancellationToken));
            }

            if (seen.Count == 4)
            {
                break;
            }

            device.Replug();
        }

        Assert.That(seen, Is.EqualTo(new[] { (1L, "hello 1"), (2L, "hello 2"), (3L, "hello 3"), (4L, "hello 4") }));
    }

    [Test]
    public async Task Replug_SomebodyWaitsForTheNextGeneration_GetsIt(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        device.Unplug();
        await using var generations = device.Monitor.GenerationsAsync(device.Id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = generations.MoveNextAsync();
        Assert.That(next.IsCompleted, Is.False);

        device.Replug();

        Assert.That(await next.AsTask().WaitAsync(cancellationToken));
        generations.Current.Dispose();
    }

    [TestCase("node")]
    [TestCase("link")]
    [TestCase("path")]
    public void Follow_ByWhateverIdentity_FollowsThroughReplugs(string kind)
    {
        using var device = new FakeDevice("line");
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["by-id"], device.NodePath);
        var id = kind switch { "node" => DeviceId.FromNode(device.NodePath), "link" => DeviceId.FromLink(folder["by-id"]), _ => device.Id };
        for (var generation = 1; generation <= 3; generation++)
        {
            using var scope = device.Monitor.Follow(id);
            using var file = scope.OpenNode();
            Assert.That((scope.Generation, scope.Device?.Name, scope.Device?.Node), Is.EqualTo(((long)generation, "line", device.NodePath)));

            device.Unplug();

            Assert.That(file.IsRevoked);
            device.Replug();
        }
    }

    [Test]
    public async Task Watch_UnplugAndReplug_AreEventsAsTheKernelSendsThem(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        await using var events = device.Monitor.WatchAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        device.Unplug();
        device.Replug();

        var seen = new List<DeviceEvent>();
        while (seen.Count < 2 && await events.MoveNextAsync())
        {
            seen.Add(events.Current);
        }

        Assert.That(seen.Select(static happened => (happened.Action, happened.DevicePath, happened.Subsystem, happened.Node, happened.SequenceNumber)), Is.EqualTo(new[]
        {
            ("remove", "/devices/fake/line", "fake", "line", (long?)1),
            ("add", "/devices/fake/line", "fake", "line", (long?)2),
        }));
        Assert.That(seen[1].Properties["MAJOR"], Is.EqualTo("136"));
    }

    [Test]
    public void Find_Plugged_IsADeviceAsSysfsShowsIt()
    {
        using var device = new FakeDevice("line");
        var found = device.Monitor.Find(device.Id)!;
        Assert.That((found.DevicePath, found.Name, found.Subsystem, found.Node), Is.EqualTo(("/devices/fake/line", "line", "fake", device.NodePath)));
        Assert.That(device.Monitor.GetDevices("fake"), Is.EqualTo(new[] { found }));
    }

    [Test]
    public void SetAttribute_OfTheScope_IsReadNowAndInEveryGeneration()
    {
        using var device = new FakeDevice("line");
        device.SetAttribute("serial", "A-1\n");
        device.SetAttribute("power/control", "auto\n");
        using (var scope = device.Monitor.Follow(device.Id))
        {
            using var serial = scope.OpenAttribute("serial");
            Assert.That(ReadText(serial), Is.EqualTo("A-1\n"));
            device.SetAttribute("serial", "B\n");
            Assert.That(ReadText(serial), Is.EqualTo("B\n"), "what is open reads the new text");
        }

        device.Unplug();
        device.SetAttribute("serial", "C-345\n");
        device.Replug();

        using (var scope = device.Monitor.Follow(device.Id))
        {
            using var serial = scope.OpenAttribute("serial");
            using var control = scope.OpenAttribute("power/control");
            Assert.That((ReadText(serial), ReadText(control)), Is.EqualTo(("C-345\n", "auto\n")));
            device.Unplug();
            Assert.That(() => ReadText(serial), Throws.InstanceOf<RevokedException>());
        }
    }

    [Test]
    public async Task SetAttribute_SomebodyReadsMeanwhile_IsOneTextOrTheOther(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        device.SetAttribute("state", "one\n");
        using var scope = device.Monitor.Follow(device.Id);
        using var state = scope.OpenAttribute("state");
        using var end = new CancellationTokenSource();
        var setter = Task.Run(
            () =>
            {
                for (var i = 0; !end.IsCancellationRequested; i++)
                {
                    device.SetAttribute("state", i % 2 == 0 ? "two\n" : "one\n");
                }
            },
            cancellationToken);

        var texts = Enumerable.Range(0, 5_000).Select(_ => ReadText(state)).ToHashSet(StringComparer.Ordinal);

        await end.CancelAsync();
        await setter;
        Assert.That(texts, Is.SubsetOf(new[] { "one\n", "two\n" }));
    }

    private static string ReadText(RevocableFile file)
    {
        var buffer = new byte[64];
        return System.Text.Encoding.UTF8.GetString(buffer, 0, file.Read(buffer, 0));
    }
}
