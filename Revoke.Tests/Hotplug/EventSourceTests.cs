using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>A monitor whose source of events fails, ends or is silent; and those who only want to see the events.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class EventSourceTests
{
    private readonly FakeLogger _log = new();
    private readonly FakeTimeProvider _time = new();
    private SysfsFolder _sysfs = null!;

    private DeviceMonitorOptions Options => _sysfs.Options with
    {
        Logger = _log,
        LivenessInterval = TimeSpan.FromSeconds(2),
        ScopeOptions = new RevokeScopeOptions { TimeProvider = _time },
    };

    [SetUp]
    public void SetUp()
    {
        _sysfs = new SysfsFolder();
        _sysfs.AddSilently("/devices/x", "tty");
        _log.Collector.Clear();
    }

    [TearDown]
    public void TearDown() => _sysfs.Dispose();

    [Test]
    public async Task Source_Fails_IsReadAgainAndWhatWasMissedIsFound(CancellationToken cancellationToken)
    {
        using var monitor = new DeviceMonitor(Options);
        using var scope = monitor.Follow(DeviceId.FromPath("/devices/x"));
        await _sysfs.Events.FailAsync(new IOException("the wire broke"));
        _sysfs.RemoveSilently("/devices/x");

        await Eventually.TrueAsync(() => scope.IsRevoked, "compared after the failure", cancellationToken);

        await Eventually.TrueAsync(() => _sysfs.Events.Readings == 2, "read again", cancellationToken); // after the comparing
        Assert.That(monitor.IsListening, Is.True);
        Assert.That(_log.Collector.GetSnapshot().Single(record => record.Level == LogLevel.Error).Exception!.Message, Is.EqualTo("the wire broke"));
        _sysfs.AddSilently("/devices/x", "tty");
        using var again = monitor.Follow(DeviceId.FromPath("/devices/x"));
        await _sysfs.RemoveAsync("/devices/x");
        Assert.That(again.IsRevoked, Is.True, "it listens again");
    }

    [Test]
    public async Task Source_Ends_DevicesAreLookedAtFromTimeToTime(CancellationToken cancellationToken)
    {
        using var monitor = new DeviceMonitor(Options);
        using var scope = monitor.Follow(DeviceId.FromPath("/devices/x"));
        _sysfs.Events.End();
        await Eventually.TrueAsync(() => !monitor.IsListening, "the source ended", cancellationToken);
        await AssertLooksAsync(monitor, scope, cancellationToken);
    }

    [Test]
    public async Task Source_Silent_DevicesAreLookedAtFromTimeToTime(CancellationToken cancellationToken)
    {
        using var monitor = new DeviceMonitor(Options);
        using var scope = monitor.Follow(DeviceId.FromPath("/devices/x"));
        await AssertLooksAsync(monitor, scope, cancellationToken);
    }

    [Test]
    public async Task Source_ThrowsWhenAsked_IsAFailureLikeAnyOther(CancellationToken cancellationToken)
    {
        var broken = new Moq.Mock<IDeviceEventSource>();
        broken.Setup(source => source.ReadAsync(Moq.It.IsAny<CancellationToken>())).Throws(new UnauthorizedAccessException("no"));
        using var monitor = new DeviceMonitor(Options with { Source = broken.Object });
        await Eventually.TrueAsync(() => _log.Collector.GetSnapshot().Count(record => record.Exception is UnauthorizedAccessException) >= 2, "tried again", cancellationToken);
        using var scope = monitor.Follow(DeviceId.FromPath("/devices/x"));
        await AssertLooksAsync(monitor, scope, cancellationToken);
    }

    [Test]
    public async Task Source_IgnoresItsToken_DisposeGoesOnWithoutIt()
    {
        var stubborn = new Moq.Mock<IDeviceEventSource>();
        stubborn.Setup(source => source.ReadAsync(Moq.It.IsAny<CancellationToken>())).Returns(NeverAsync());
        var options = Options with { Source = stubborn.Object, ScopeOptions = new RevokeScopeOptions { DrainTimeout = TimeSpan.FromMilliseconds(50) } };
        new DeviceMonitor(options).Dispose();
        await new DeviceMonitor(options).DisposeAsync();

        static async IAsyncEnumerable<DeviceEvent> NeverAsync()
        {
            await new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task;
            yield break;
        }
    }

    [Test]
    public async Task Logger_Throws_StopsNothing(CancellationToken cancellationToken)
    {
        using var monitor = new DeviceMonitor(Options with { Logger = new ThrowingLogger() });
        using var scope = monitor.Follow(DeviceId.FromPath("/devices/x"));
        await _sysfs.Events.FailAsync(new IOException());
        await Eventually.TrueAsync(() => _sysfs.Events.Readings == 2, "read again", cancellationToken);
        await _sysfs.RemoveAsync("/devices/x");
        Assert.That(scope.IsRevoked, Is.True);
    }

    [Test]
    public async Task WatchAsync_Watchers_SeeEveryEventAfterItWasActedOn(CancellationToken cancellationToken)
    {
        using var monitor = new DeviceMonitor(Options);
        var events = monitor.WatchAsync(cancellationToken);
        using var scope = monitor.Follow(DeviceId.FromPath("/devices/x"));
        await _sysfs.AddAsync("/devices/y", "tty");
        await _sysfs.RemoveAsync("/devices/x");

        var seen = new List<string>();
        await foreach (var happened in events)
        {
            seen.Add($"{happened.Action} {happened.DevicePath} {scope.IsRevoked}");
            if (seen.Count == 2)
            {
                break;
            }
        }

        Assert.That(seen[^1], Is.EqualTo("remove /devices/x True"));
        Assert.That(seen[0], Does.StartWith("add /devices/y"));
    }

    [Test]
    public async Task WatchAsync_SlowWatcher_IsToldThatItLostSome(CancellationToken cancellationToken)
    {
        using var monitor = new DeviceMonitor(Options);
        await using var events = monitor.WatchAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (var i = 0; i < 9000; i++)
        {
            await _sysfs.SendAsync("change", "/devices/x");
        }

        for (var i = 0; i < 8192; i++)
        {
            await events.MoveNextAsync();
        }

        await _sysfs.SendAsync("change", "/devices/last");
        await events.MoveNextAsync();
        Assert.That(events.Current, Is.SameAs(DeviceEvent.Overflow));
        await events.MoveNextAsync();
        Assert.That(events.Current.DevicePath, Is.EqualTo("/devices/last"));
    }

    [Test]
    public async Task WatchAsync_MonitorDisposed_Ends(CancellationToken cancellationToken)
    {
        var monitor = new DeviceMonitor(Options);
        await using var events = monitor.WatchAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = events.MoveNextAsync();
        await monitor.DisposeAsync();
        Assert.That(await next, Is.False);
    }

    [Test]
    public async Task Return_AnnouncementLost_IsFoundByTheSecondLook(CancellationToken cancellationToken)
    {
        using var monitor = new DeviceMonitor(Options);
        await using var generations = monitor.GenerationsAsync(DeviceId.FromPath("/devices/x"), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;

        // Away to another network namespace and back, with the same directory; the way back was lost.
        await _sysfs.SendAsync("remove", "/devices/x", sequence: _sysfs.Sequence + 1);
        Assert.That(first.IsRevoked, Is.True);
        var next = generations.MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await next, Is.True);
        Assert.That(generations.Current.Generation, Is.EqualTo(2));
        await generations.Current.DisposeAsync();
    }

    /// <summary>A removal and a return that nobody announces.</summary>
    private async Task AssertLooksAsync(DeviceMonitor monitor, RevokeScope scope, CancellationToken cancellationToken)
    {
        await using var generations = monitor.GenerationsAsync(DeviceId.FromPath("/devices/x"), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        using var first = generations.Current;
        var next = generations.MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(scope.IsRevoked, Is.False);

        _sysfs.RemoveSilently("/devices/x");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That((scope.IsRevoked, first.IsRevoked), Is.EqualTo((true, true)));
        _sysfs.AddSilently("/devices/x", "tty");
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await next, Is.True);
        Assert.That(generations.Current.Generation, Is.EqualTo(2));
        await generations.Current.DisposeAsync();
    }
}
