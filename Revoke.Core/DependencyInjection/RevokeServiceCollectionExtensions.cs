using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Revoke;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The library in a host.</summary>
public static class RevokeServiceCollectionExtensions
{
    /// <param name="services">The host's services.</param>
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds one <see cref="DeviceMonitor"/>, which the container disposes, and the <see cref="RevokeScopeOptions"/> for scopes of one's own:
        /// <c>new RevokeScope("scanner", options)</c> then behaves as configured here. Both log through the container's
        /// <see cref="ILoggerFactory"/> in the category <c>Revoke</c>, and go by its <see cref="TimeProvider"/> if it has one, else by the system's.
        /// Events come from its <see cref="IDeviceEventSource"/> if it has one, else from the kernel.
        /// </summary>
        /// <remarks>
        /// May be called again: nothing is added twice, and everything configured holds. What is registered already stays.
        /// Options out of their range fail the start of a host with an <see cref="OptionsValidationException"/>; without a host, the first request for what is built from them.
        /// </remarks>
        /// <param name="configure">Sets options; <see langword="null"/> for the defaults.</param>
        /// <returns>What drivers add themselves to.</returns>
        [SupportedOSPlatform("linux")]
        public IRevokeBuilder AddRevoke(Action<RevokeOptions>? configure = null)
        {
            ArgumentNullException.ThrowIfNull(services);
            var options = services.AddOptions<RevokeOptions>().ValidateOnStart();
            if (configure is not null)
            {
                options.Configure(configure);
            }

            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RevokeOptions>, RevokeOptionsValidator>());
            services.TryAddSingleton(CreateScopeOptions);
            services.TryAddSingleton(CreateMonitor);
            return new RevokeBuilder(services);
        }
    }

    private static RevokeScopeOptions CreateScopeOptions(IServiceProvider provider) => new()
    {
        DrainTimeout = provider.GetRequiredService<IOptions<RevokeOptions>>().Value.DrainTimeout,
        TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System,
        Logger = CreateLogger(provider),
    };

    [SupportedOSPlatform("linux")]
    private static DeviceMonitor CreateMonitor(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<RevokeOptions>>().Value;
        return new DeviceMonitor(new DeviceMonitorOptions
        {
            SysRoot = options.SysRoot,
            DevRoot = options.DevRoot,
            LivenessInterval = options.LivenessInterval,
            Source = provider.GetService<IDeviceEventSource>(),
            ScopeOptions = provider.GetRequiredService<RevokeScopeOptions>(),
            Logger = CreateLogger(provider),
        });
    }

    private static ILogger CreateLogger(IServiceProvider provider) =>
        provider.GetService<ILoggerFactory>()?.CreateLogger("Revoke") ?? NullLogger.Instance;
}
