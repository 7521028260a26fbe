namespace Revoke.Drivers.Uio;

/// <content>From a device that has been found to one that is followed and open.</content>
public sealed partial class UioDriver
{
    private UioDevice OpenPresent(Device device, string? name, UioOpenOptions? options)
    {
        var monitor = Monitor;
        var id = IdOf(device, monitor.GetDevices(UioReader.Subsystem));
        var scope = monitor.Follow(id);
        UioDevice? opened = null;
        Exception? failure = null;
        try
        {
            opened = string.Equals(scope.Device!.DevicePath, device.DevicePath, StringComparison.Ordinal) ? TryOpen(monitor, scope, id, name, options) : null;
        }
        catch (IOException exception) when (!scope.CheckPresence())
        {
            failure = exception;
        }
        finally
        {
            if (opened is null)
            {
                scope.Dispose();
            }
        }

        return opened ?? throw new FileNotFoundException($"'{name ?? device.Name}' went while it was opened.", device.Node, failure);
    }

    /// <summary>Takes over the scope if it returns a device. Null if the device is of another name.</summary>
    private static UioDevice? TryOpen(DeviceMonitor monitor, RevokeScope scope, DeviceId id, string? name, UioOpenOptions? options)
    {
        options ??= new UioOpenOptions();

        // By paths. The node is opened afterwards, and only if the followed device is still there: then all that was read before was its own.
        var info = UioReader.Read(scope.Device!, id);
        if (name is not null && !string.Equals(info.Name, name, StringComparison.Ordinal))
        {
            return null;
        }

        var seen = UioDevice.ReadEventCount(scope);
        var node = scope.OpenNode(new() { Access = options.Access, Exclusive = options.Exclusive });
        var device = new UioDevice(scope, info, node, seen, options.Access);
        device.StartLooking(monitor.Options.ScopeOptions.TimeProvider, options.LivenessInterval);
        return device;
    }
}
