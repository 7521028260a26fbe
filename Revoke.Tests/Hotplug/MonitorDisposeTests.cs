using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>Disposing a monitor whose source of events is no help.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class MonitorDisposeTests
{
    private static readonly DeviceEvent s_event = new("change", "/devices/y", null, null);

    private SysfsFolder _sysfs = null!;

    [SetUp]
    public void SetUp()
    {
        _sysfs = new SysfsFolder();
        _sysfs.AddSilently("/devices/x", "tty");
    }

    [TearDown]
    public void TearDown() => _sysfs.Dispose();

    [Test]
    public async Task Dispose_SourceThrowsWhenItsTokenFires_RevokesAllTheSame(CancellationToken cancellationToken)
    {
        var read = new TaskCompletionSource();
        var monitor = CreateMonitor(token =>
        {
            token.Register(static () => throw new InvalidOperationException("not now"));
            read.SetResult();
            return EndAsync(token);
        });
        using var scope = monitor.Follow(DeviceId.FromPath("/devices/x"));
        await read.Task.WaitAsync(cancellationToken);

        Assert.That(monitor.Dispose, Throws.Nothing);

        Assert.That(scope.IsRevoked, Is.True);
    }

    [Test]
    public async Task Dispose_BySourceOnTheListeningThread_DoesNotWaitForItself(CancellationToken cancellationToken)
    {
        var monitor = new TaskCompletionSource<DeviceMonitor>();
        var disposed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        monitor.SetResult(CreateMonitor(token =>
        {
            monitor.Task.Wait(token);
            monitor.Task.Result.Dispose();
            disposed.SetResult();
            return EndAsync(token);
        }));

        await disposed.Task.WaitAsync(cancellationToken);
    }

    [Test]
    public async Task Dispose_SourceNeverPauses_EndsIt(CancellationToken cancellationToken)
    {
        var monitor = CreateMonitor(static _ => FloodAsync());
        await Task.Run(monitor.Dispose, cancellationToken).WaitAsync(cancellationToken);
        Assert.That(monitor.IsListening, Is.False);
    }

    private DeviceMonitor CreateMonitor(Func<CancellationToken, IAsyncEnumerable<DeviceEvent>> read) => new(_sysfs.Options with
    {
        Source = new PlainEventSource(read),
        ScopeOptions = new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan },
    });

    private static async IAsyncEnumerable<DeviceEvent> EndAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        yield break;
    }

    private static async IAsyncEnumerable<DeviceEvent> FloodAsync()
    {
        while (true)
        {
            yield return s_event;
            await Task.CompletedTask;
        }
    }
}
