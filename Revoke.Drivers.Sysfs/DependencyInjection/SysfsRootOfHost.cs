using Microsoft.Extensions.Options;
using Revoke;
using Revoke.Drivers.Sysfs;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Where the host's monitor looks, the driver looks too, unless it is told otherwise. Registered before what is told.</summary>
internal sealed class SysfsRootOfHost(IOptions<RevokeOptions> host) : IConfigureOptions<SysfsOptions>
{
    public void Configure(SysfsOptions options)
    {
        try
        {
            options.Root = host.Value.SysRoot;
        }
        catch (OptionsValidationException)
        {
            // Said of those options when the host starts, once.
        }
    }
}
