using Microsoft.Extensions.DependencyInjection;

namespace Revoke.Tests.Support;

/// <summary>A container as a host builds it, checked.</summary>
internal static class ContainerOf
{
    /// <summary>With the library and drivers.</summary>
    internal static ServiceProvider Drivers(Action<IRevokeBuilder> add, Action<RevokeOptions>? configure = null)
    {
        var services = new ServiceCollection();
        add(services.AddRevoke(configure));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
