namespace Revoke.Drivers;

/// <summary>A driver plug-in as hosts and tools see it: <c>revoke ls</c> lists the devices of each that is registered.</summary>
public interface IDeviceDriver
{
    /// <summary>What it is called: <c>sysfs</c>, <c>uio</c>.</summary>
    string Name { get; }

    /// <summary>Looks for the devices it can drive.</summary>
    /// <returns>Those that are there now, in the order of their paths.</returns>
    /// <exception cref="IOException">They could not be looked for.</exception>
    IReadOnlyList<Device> GetDevices();
}
