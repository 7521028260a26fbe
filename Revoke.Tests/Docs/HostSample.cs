using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Revoke.Tests.Docs;

/// <summary>The sample of a host, so that it compiles; <c>HostTests</c> runs it.</summary>
public static class HostSample
{
    internal static IHost Build(HostApplicationBuilder builder)
    {
        builder.Services.AddRevoke(o => o.DrainTimeout = TimeSpan.FromSeconds(2)).AddSysfs().AddUio();
        builder.Services.AddHostedService<Scanner>();
        return builder.Build();
    }

    public sealed class Scanner(DeviceMonitor devices, IConfiguration configuration, ILogger<Scanner> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var scanner = DeviceId.FromLink(configuration["Scanner"]!);
            await foreach (var scope in devices.GenerationsAsync(scanner, stoppingToken))   // again after each replug
                await using (scope)
                    try { await PumpAsync(scope, stoppingToken); }
                    catch (RevokedException e) { log.LogWarning("{Scanner} is gone: {Reason}", e.ScopeName, e.Reason); }
        }

        private async Task PumpAsync(RevokeScope scope, CancellationToken stoppingToken)
        {
            using var state = scope.OpenAttribute("uevent", new() { Access = FileAccess.Read });
            log.LogInformation("Generation {Generation} is here", scope.Generation);
            var buffer = new byte[4096];
            while (state.Read(buffer, 0) > 0)
            {
                await state.PollAsync(PollEvents.Priority, stoppingToken);
            }
        }
    }
}
