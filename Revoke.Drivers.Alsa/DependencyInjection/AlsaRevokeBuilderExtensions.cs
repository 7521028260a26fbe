using Microsoft.Extensions.DependencyInjection.Extensions;
using Revoke;
using Revoke.Drivers;
using Revoke.Drivers.Alsa;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the ALSA driver.</summary>
public static class AlsaRevokeBuilderExtensions
{
    /// <param name="builder">What <c>AddRevoke</c> returned.</param>
    extension(IRevokeBuilder builder)
    {
        /// <summary>Adds one <see cref="AlsaDriver"/>, over the container's <see cref="DeviceMonitor"/>, by its type and as an <see cref="IDeviceDriver"/>. A second call changes nothing.</summary>
        /// <returns>The same builder.</returns>
        public IRevokeBuilder AddAlsa()
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.TryAddSingleton(static services => new AlsaDriver(services.GetRequiredService<DeviceMonitor>()));
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeviceDriver, AlsaDriver>(static services => services.GetRequiredService<AlsaDriver>()));
            return builder;
        }
    }
}
