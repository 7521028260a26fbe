namespace Revoke.Cli.Demo.Stages;

/// <summary>The best stage that can be had here.</summary>
internal static class Stage
{
    /// <summary>Real devices; where none can be made, a fake one.</summary>
    internal static IStage Create()
    {
        var network = new NetworkStage();
        if (network.Devices.Count > 0)
        {
            return network;
        }

        network.Dispose();
        return new FakeStage(network.Skipped);
    }
}
