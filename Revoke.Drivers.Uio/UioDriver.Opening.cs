namespace Revoke.Drivers.Uio;

/// <content>From a device that has been found to one that is followed and open.</content>
public sealed partial class UioDriver
{
    private UioDevice OpenPresent((Device Device, DeviceId Id) found, string? name, UioOpenOptions? options)
    {
        var scope = Follow(found, out var id);
        UioDevice? opened = null;
        Exception? failure = null;
        try
        {
            opened = scope is null ? null : TryOpen(Monitor, scope, id, name, options);
        }
        catch (Exception exception) when (HasGone(scope!, exception))
        {
            failure = exception;
        }
        finally
        {
            if (opened is null)
            {
                scope?.Dispose();
            }
        }

        return opened ?? throw new FileNotFoundException($"'{name ?? found.Device.Name}' went while it was opened.", found.Device.Node, failure);
    }

    private RevokeScope? Follow((Device Device, DeviceId Id) found, out DeviceId id) => _monitor.TryFollow(found.Device, found.Id, out id, out var scope) ? scope : null;

    /// <summary>Whether an opening has failed because the device is gone. That its node is missing is said only of one that is there.</summary>
    private static bool HasGone(RevokeScope scope, Exception exception) =>
        exception is IOException or UnauthorizedAccessException
        && !(exception is FileNotFoundException missing && string.Equals(missing.FileName, scope.Device!.Node, StringComparison.Ordinal) && !scope.IsRevoked)
        && !scope.CheckPresence();

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
