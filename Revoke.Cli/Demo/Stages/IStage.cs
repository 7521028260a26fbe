using Revoke.Cli.Demo.Devices;

namespace Revoke.Cli.Demo.Stages;

/// <summary>Devices that are taken away and come back under the same names.</summary>
internal interface IStage : IDisposable
{
    /// <summary>Hears of them.</summary>
    DeviceMonitor Monitor { get; }

    /// <summary>Those that could be made here.</summary>
    IReadOnlyList<StagedDevice> Devices { get; }

    /// <summary>Those that could not be, with the reason.</summary>
    IReadOnlyList<string> Skipped { get; }

    /// <summary>A removal of all of them at once.</summary>
    Removal PrepareRemoval();

    /// <summary>Makes them again, after a removal has ended.</summary>
    void Restore();
}
