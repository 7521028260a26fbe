using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Revoke;
using Revoke.Drivers;
using Revoke.Drivers.Uio;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the UIO driver.</summary>
public static class UioRevokeBuilderExtensions
{
    /// <param name="builder">What <c>AddRevoke</c> returned.</param>
    extension(IRevokeBuilder builder)
    {
        /// <summary>
        /// Adds one <see cref="UioDriver"/>, over the container's <see cref="DeviceMonitor"/>, by its type and as an <see cref="IDeviceDriver"/>. Its roots are those of
        /// <see cref="RevokeOptions"/> unless they are set here. Options are checked when the host starts. A second call adds only its configuration.
        /// </summary>
        /// <param name="configure">Sets options; <see langword="null"/> for the defaults.</param>
        /// <returns>The same builder.</returns>
        public IRevokeBuilder AddUio(Action<UioOptions>? configure = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<UioOptions>, UioRootsOfHost>());
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<UioOptions>, UioOptionsValidator>());
            var options = builder.Services.AddOptions<UioOptions>().ValidateOnStart();
            if (configure is not null)
            {
                options.Configure(configure);
            }

            builder.Services.TryAddSingleton(static services =>
                new UioDriver(services.GetRequiredService<DeviceMonitor>(), services.GetRequiredService<IOptions<UioOptions>>().Value));
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeviceDriver, UioDriver>(static services => services.GetRequiredService<UioDriver>()));
            return builder;
        }
    }
}
