using Revoke.Drivers;

namespace Revoke.Cli.Ls;

/// <summary>Asks every driver. One that cannot look does not keep the others from it.</summary>
internal static class LsRun
{
    internal static LsReport Run(IEnumerable<IDeviceDriver> drivers, DeviceFilter filter) =>
        new([.. Choose(drivers, filter).Select(driver => Look(driver, filter))]);

    /// <summary>None of them can look.</summary>
    internal static LsReport Refuse(IEnumerable<IDeviceDriver> drivers, DeviceFilter filter, string reason) =>
        new([.. Choose(drivers, filter).Select(driver => new DriverEntry(driver.Name, [], reason))]);

    private static IEnumerable<IDeviceDriver> Choose(IEnumerable<IDeviceDriver> drivers, DeviceFilter filter) =>
        drivers.Where(driver => filter.TakesDriver(driver.Name)).OrderBy(static driver => driver.Name, StringComparer.Ordinal);

    private static DriverEntry Look(IDeviceDriver driver, DeviceFilter filter)
    {
        try
        {
            return new DriverEntry(driver.Name, [.. driver.GetDevices().Where(filter.Takes).Select(DeviceEntry.Of)], Error: null);
        }
        catch (IOException exception)
        {
            return new DriverEntry(driver.Name, [], exception.Message);
        }
    }
}
