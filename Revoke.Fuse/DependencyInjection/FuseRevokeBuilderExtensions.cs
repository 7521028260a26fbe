using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Revoke.Fuse;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a host of files.</summary>
public static class FuseRevokeBuilderExtensions
{
    /// <param name="builder">What <c>AddRevoke</c> returned.</param>
    extension(IRevokeBuilder builder)
    {
        /// <summary>Registers <see cref="FuseHost"/>, which mounts when the program starts, and takes everything back and unmounts when it stops.</summary>
        /// <param name="mountPoint">An empty directory.</param>
        /// <param name="fill">What is to be shown; called before it is mounted.</param>
        /// <param name="options">How; <see langword="null"/> for the defaults.</param>
        /// <returns>The same builder.</returns>
        /// <exception cref="ArgumentException"><paramref name="mountPoint"/> is empty or white space.</exception>
        public IRevokeBuilder AddFuseHost(string mountPoint, Action<IServiceProvider, FuseDirectory> fill, FuseHostOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            ArgumentException.ThrowIfNullOrWhiteSpace(mountPoint);
            ArgumentNullException.ThrowIfNull(fill);
            builder.Services.AddSingleton(services => new FuseHost(mountPoint, (options ?? new FuseHostOptions()) with { Logger = services.GetRequiredService<ILogger<FuseHost>>() }));
            builder.Services.AddSingleton<IHostedService>(services => new FuseHostService(services.GetRequiredService<FuseHost>(), root => fill(services, root)));
            return builder;
        }
    }
}
