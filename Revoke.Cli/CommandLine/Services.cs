using Microsoft.Extensions.DependencyInjection;

namespace Revoke.Cli.CommandLine;

/// <summary>The tool as a host: drivers and the monitor come from its container, as in any other program.</summary>
internal static class Services
{
    internal static ServiceProvider Create(Roots roots)
    {
        var services = new ServiceCollection();
        services.AddRevoke(options => (options.SysRoot, options.DevRoot) = (roots.Sys, roots.Dev))
            .AddSysfs(options => options.Root = roots.Sys)
            .AddUio()
            .AddAlsa();
        return services.BuildServiceProvider();
    }
}
