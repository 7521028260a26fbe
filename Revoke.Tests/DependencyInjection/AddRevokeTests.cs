using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.DependencyInjection;

[CancelAfter(30_000)]
public sealed class AddRevokeTests
{
    /// <summary>A device of every Linux machine.</summary>
    private static readonly DeviceId Null = DeviceId.FromNode("/dev/null");

    private static readonly ServiceProviderOptions Checked = new() { ValidateOnBuild = true, ValidateScopes = true };

    [Test]
    public void AddRevoke_Twice_AddsNothingTwiceAndConfiguresBoth()
    {
        var services = new ServiceCollection();
        services.AddRevoke(static o => (o.DrainTimeout, o.LivenessInterval) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7)));
        var count = services.Count(static service => service.ServiceType != typeof(IConfigureOptions<RevokeOptions>));

        services.AddRevoke();
        services.AddRevoke(static o => o.DrainTimeout = TimeSpan.FromSeconds(2));

        using var provider = services.BuildServiceProvider(Checked);
        var monitor = provider.GetRequiredService<DeviceMonitor>();
        Assert.That(
            (monitor.Options.ScopeOptions.DrainTimeout, monitor.Options.LivenessInterval, provider.GetServices<DeviceMonitor>().Count(), provider.GetServices<IValidateOptions<RevokeOptions>>().Count(static v => v is RevokeOptionsValidator)),
            Is.EqualTo((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(7), 1, 1)));
        Assert.That(services.Count(static service => service.ServiceType == typeof(RevokeScopeOptions)), Is.EqualTo(1));
        Assert.That(count, Is.Positive);
    }

    [Test]
    public void AddRevoke_Builder_HasTheServices()
    {
        var services = new ServiceCollection();
        Assert.That(services.AddRevoke().Services, Is.SameAs(services));
    }

    [Test]
    public void AddRevoke_NoServices_IsAnArgumentError() =>
        Assert.That(() => RevokeServiceCollectionExtensions.AddRevoke(null!), Throws.ArgumentNullException);

    [Test]
    public void Monitor_BareContainer_GoesByTheSystem()
    {
        using var provider = new ServiceCollection().AddRevoke().Services.BuildServiceProvider(Checked);

        var options = provider.GetRequiredService<DeviceMonitor>().Options;

        Assert.That((options.SysRoot, options.DevRoot, options.Source, options.ScopeOptions.TimeProvider), Is.EqualTo(("/sys", "/dev", (IDeviceEventSource?)null, TimeProvider.System)));
        Assert.That(options.Logger, Is.SameAs(NullLogger.Instance));
        Assert.That(provider.GetRequiredService<RevokeScopeOptions>(), Is.SameAs(options.ScopeOptions));
    }

    [Test]
    public async Task Monitor_ContainerHasAClockALoggerAndASource_UsesThem(CancellationToken cancellationToken)
    {
        var (time, source) = (new FakeTimeProvider(), new FailingSource());
        using var provider = new ServiceCollection()
            .AddLogging(static logging => logging.AddFakeLogging())
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IDeviceEventSource>(source)
            .AddRevoke(static o => (o.SysRoot, o.DevRoot) = ("/proc", "/run")).Services.BuildServiceProvider(Checked);

        var options = provider.GetRequiredService<DeviceMonitor>().Options;

        Assert.That((options.SysRoot, options.DevRoot, options.Source, options.ScopeOptions.TimeProvider), Is.EqualTo(("/proc", "/run", (IDeviceEventSource?)source, (TimeProvider)time)));
        var log = provider.GetFakeLogCollector();
        await Eventually.TrueAsync(() => log.Count > 0, "the source's failure was logged", cancellationToken);
        Assert.That((log.LatestRecord.Category, log.LatestRecord.Id.Id, log.LatestRecord.Exception), Is.EqualTo(("Revoke", 11, source.Failure)));
    }

    [Test]
    public async Task ScopeOptions_OfAServicesOwnScope_AreTheHosts()
    {
        var time = new FakeTimeProvider();
        using var provider = new ServiceCollection()
            .AddLogging(static logging => logging.AddFakeLogging())
            .AddSingleton<TimeProvider>(time)
            .AddRevoke(static o => o.DrainTimeout = TimeSpan.FromHours(1)).Services.BuildServiceProvider(Checked);
        using var scope = new RevokeScope("x", provider.GetRequiredService<RevokeScopeOptions>());
        using var hold = scope.Hold("inside");
        var revoke = scope.RevokeAsync(RevokeReason.Unplugged);

        time.Advance(TimeSpan.FromHours(1));

        Assert.That((await revoke).Stuck, Has.Count.EqualTo(1));
        var log = provider.GetFakeLogCollector();
        await Eventually.TrueAsync(() => log.Count > 0, "the deadline was logged", Limit.Token);
        Assert.That((log.LatestRecord.Category, log.LatestRecord.Id.Id), Is.EqualTo(("Revoke", 20)));
    }

    [Test]
    public void AddRevoke_ScopeOptionsRegisteredBefore_Stay()
    {
        var own = new RevokeScopeOptions { DrainTimeout = TimeSpan.FromSeconds(42) };
        using var provider = new ServiceCollection().AddSingleton(own).AddRevoke().Services.BuildServiceProvider(Checked);
        Assert.That(provider.GetRequiredService<DeviceMonitor>().Options.ScopeOptions, Is.SameAs(own));
    }

    [Test]
    public async Task Dispose_OfTheContainer_DisposesTheMonitor([Values] bool isAsync)
    {
        var provider = new ServiceCollection().AddRevoke().Services.BuildServiceProvider(Checked);
        var monitor = provider.GetRequiredService<DeviceMonitor>();
        using var scope = monitor.Follow(Null);

        if (isAsync)
        {
            await provider.DisposeAsync();
        }
        else
        {
            provider.Dispose();
        }

        Assert.That(() => monitor.Follow(Null), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That((scope.IsRevoked, scope.Reason?.Cause), Is.EqualTo((true, RevokeCause.Disposed)));
    }
}
