using Microsoft.Extensions.Hosting;

namespace Revoke.Fuse;

/// <summary>Mounts when the program starts, and takes everything back and unmounts when it stops.</summary>
internal sealed class FuseHostService(FuseHost host, Action<FuseDirectory> fill) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        fill(host.Root);
        return host.StartAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => host.DisposeAsync().AsTask();
}
