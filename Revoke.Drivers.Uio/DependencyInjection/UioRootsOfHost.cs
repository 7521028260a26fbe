using Microsoft.Extensions.Options;
using Revoke;
using Revoke.Drivers.Uio;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Where the host's monitor looks, the driver looks too, unless it is told otherwise. Registered before what is told.</summary>
internal sealed class UioRootsOfHost(IOptions<RevokeOptions> host) : IConfigureOptions<UioOptions>
{
    public void Configure(UioOptions options)
    {
        try
        {
            (options.SysRoot, options.DevRoot) = (host.Value.SysRoot, host.Value.DevRoot);
        }
        catch (OptionsValidationException)
        {
            // Said of those options when the host starts, once.
        }
    }
}
