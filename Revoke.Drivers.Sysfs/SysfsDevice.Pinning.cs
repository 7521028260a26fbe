namespace Revoke.Drivers.Sysfs;

/// <content>Keeping other drivers off the device.</content>
public sealed partial class SysfsDevice
{
    /// <summary>
    /// Keeps every driver of the kernel from taking the device that has not got it already, until the pin is disposed or this object's scope ends. A driver that claims memory
    /// of a PCI device has the kernel take it out of every mapping, and who touches it then gets a SIGBUS before anybody is told: with a pin that does not happen.
    /// </summary>
    /// <remarks>
    /// The kernel is told to match the device with no driver but one whose name no driver has (<c>driver_override</c>: PCI, platform and some other buses). That changes the machine for
    /// everybody: also a driver that is unbound now does not come back before the pin is gone. A program that is killed leaves it behind; the next pin takes the place of it, and
    /// writing a newline into the file removes it.
    /// </remarks>
    /// <returns>The pin.</returns>
    /// <exception cref="FileNotFoundException">Devices of this bus have no <c>driver_override</c>.</exception>
    /// <exception cref="InvalidOperationException">Somebody else has chosen a driver, or a program that runs has pinned it.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write the file.</exception>
    /// <exception cref="IOException">It cannot be written for another reason.</exception>
    public DriverPin PinDriver()
    {
        using (Scope.Enter())
        {
            return DriverPin.Create(Scope, Path, () => ReadText(DriverPin.Attribute));
        }
    }
}
