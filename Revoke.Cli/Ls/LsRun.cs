using Revoke.Drivers;

namespace Revoke.Cli.Ls;

/// <summary>Asks every driver. One that cannot look does not keep the others from it.</summary>
internal static class LsRun
{
    internal static LsReport Run(IEnumerable<IDeviceDriver> drivers, DeviceFilter filter) => new(
        [.. drivers.Where(driver => filter.TakesDriver(driver.Name)).OrderBy(static driver => driver.Name, StringComparer.Ordinal).Select(driver => Look(driver, filter))]);

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
