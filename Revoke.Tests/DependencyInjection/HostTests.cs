using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Revoke.Tests.Docs;
using Revoke.Tests.Support;

namespace Revoke.Tests.DependencyInjection;

/// <summary>The sample of a host, with real devices.</summary>
[CancelAfter(60_000)]
public sealed class HostTests
{
    /// <summary>A device of every Linux machine, and one of none.</summary>
    private const string Null = "/sys/class/mem/null";
    private const string Nothing = "/sys/class/mem/no such device";

    [TestCase(Null)]
    [TestCase(Nothing)]
    public async Task StopAsync_LoopOverGenerations_EndsInGoodOrderAndLeavesNothing(string device, CancellationToken cancellationToken)
    {
        await RunOnceAsync(device, cancellationToken); // what exists once for the process
        var before = OpenDescriptors.Capture();

        var (monitor, log) = await RunOnceAsync(device, cancellationToken);

        Assert.That(() => monitor.Find(DeviceId.FromLink(device)), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(OpenDescriptors.Capture().OpenedSince(before), Is.Empty);
        Assert.That(log.GetSnapshot().Where(static record => record.Level > LogLevel.Warning), Is.Empty);
    }

    [Test]
    public async Task Host_DeviceIsRemovedAndComesBack_LoopGoesOn(CancellationToken cancellationToken)
    {
        TapDevice.RequireOrIgnore();
        using var tap = new TapDevice();
        using var generations = new MetricCollector<long>(meterScope: null, "Revoke", "revoke.device.generations");
        using var removals = new MetricCollector<long>(meterScope: null, "Revoke", "revoke.device.removals");
        using var host = HostSample.Build(CreateBuilder($"/sys/class/net/{tap.Name}"));
        var log = host.Services.GetFakeLogCollector();
        await host.StartAsync(cancellationToken);
        await SaidAsync(log, "Generation 1 is here", cancellationToken);

        tap.Delete();
        await SaidAsync(log, "is gone", cancellationToken);
        tap.OpenQueue();

        await SaidAsync(log, "Generation 2 is here", cancellationToken);
        await host.StopAsync(cancellationToken);
        Assert.That(log.GetSnapshot().Where(static record => record.Category is "Revoke").Select(static record => record.Id.Id), Is.EqualTo([14, 15, 14]));
        Assert.That((generations.GetMeasurementSnapshot().Count, removals.GetMeasurementSnapshot().Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Host_SourceOfEventsFails_GoesOn(CancellationToken cancellationToken)
    {
        var builder = CreateBuilder(Null);
        builder.Services.AddSingleton<IDeviceEventSource, FailingSource>();
        using var host = HostSample.Build(builder);
        var log = host.Services.GetFakeLogCollector();

        await host.StartAsync(cancellationToken);

        await SaidAsync(log, "Generation 1 is here", cancellationToken);
        await SaidAsync(log, "The source of device events failed", cancellationToken);
        Assert.That(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested, Is.False);
        await host.StopAsync(cancellationToken);
    }

    [Test]
    public void StartAsync_BadOption_Fails(CancellationToken cancellationToken)
    {
        var builder = CreateBuilder(Null);
        builder.Services.AddRevoke(static o => o.LivenessInterval = TimeSpan.FromSeconds(-2));
        using var host = builder.Build();
        Assert.That(
            async () => await host.StartAsync(cancellationToken),
            Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("RevokeOptions.LivenessInterval: is -00:00:02; it has to be from "));
    }

    private static async Task<(DeviceMonitor Monitor, FakeLogCollector Log)> RunOnceAsync(string device, CancellationToken cancellationToken)
    {
        using var host = HostSample.Build(CreateBuilder(device));
        var log = host.Services.GetFakeLogCollector();
        await host.StartAsync(cancellationToken);
        if (device is Null)
        {
            await SaidAsync(log, "Generation 1 is here", cancellationToken);
        }

        await host.StopAsync(cancellationToken);
        var loop = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Single().ExecuteTask!;
        Assert.That(loop.IsCanceled, "it ends because the host stops, and not otherwise");
        return (host.Services.GetRequiredService<DeviceMonitor>(), log);
    }

    private static HostApplicationBuilder CreateBuilder(string device)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration["Scanner"] = device;
        builder.Logging.AddFakeLogging();
        return builder;
    }

    private static async Task SaidAsync(FakeLogCollector log, string text, CancellationToken cancellationToken) =>
        await Eventually.TrueAsync(() => log.GetSnapshot().Any(record => record.Message.Contains(text, StringComparison.Ordinal)), $"the log said '{text}'", cancellationToken);
}
