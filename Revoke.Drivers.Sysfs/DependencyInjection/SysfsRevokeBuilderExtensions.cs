using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Revoke;
using Revoke.Drivers;
using Revoke.Drivers.Sysfs;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the sysfs driver.</summary>
public static class SysfsRevokeBuilderExtensions
{
    /// <param name="builder">What <c>AddRevoke</c> returned.</param>
    extension(IRevokeBuilder builder)
    {
        /// <summary>
        /// Adds one <see cref="SysfsDriver"/>, over the container's <see cref="DeviceMonitor"/>, by its type and as an <see cref="IDeviceDriver"/>. Its root is that of
        /// <see cref="RevokeOptions.SysRoot"/> unless it is set here. Options are checked when the host starts. A second call adds only its configuration.
        /// </summary>
        /// <param name="configure">Sets options; <see langword="null"/> for the defaults.</param>
        /// <returns>The same builder.</returns>
        public IRevokeBuilder AddSysfs(Action<SysfsOptions>? configure = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<SysfsOptions>, SysfsRootOfHost>());
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SysfsOptions>, SysfsOptionsValidator>());
            var options = builder.Services.AddOptions<SysfsOptions>().ValidateOnStart();
            if (configure is not null)
            {
                options.Configure(configure);
            }

            builder.Services.TryAddSingleton(static services =>
                new SysfsDriver(services.GetRequiredService<DeviceMonitor>(), services.GetRequiredService<IOptions<SysfsOptions>>().Value));
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeviceDriver, SysfsDriver>(static services => services.GetRequiredService<SysfsDriver>()));
            return builder;
        }
    }
}
