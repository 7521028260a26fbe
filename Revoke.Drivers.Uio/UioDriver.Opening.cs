using System.Diagnostics.CodeAnalysis;

namespace Revoke.Drivers.Uio;

/// <content>From a device that has been found to one that is followed and open.</content>
public sealed partial class UioDriver
{
    private UioDevice OpenPresent((Device Device, DeviceId Id) found, string? name, UioOpenOptions? options)
    {
        var monitor = Monitor;
        UioDevice? opened = null;
        Exception? failure = null;
        if (TryFollow(monitor, found, out var id, out var scope))
        {
            try
            {
                opened = TryOpen(monitor, scope, id, name, options);
            }
            catch (Exception exception) when (HasGone(scope, exception))
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
        }

        return opened ?? throw new FileNotFoundException($"'{name ?? found.Device.Name}' went while it was opened.", found.Device.Node, failure);
    }

    /// <summary>
    /// False if it has gone. Its rank may be that of another one which has gone, and for whose return the monitor keeps it: then it is known by its path.
    /// </summary>
    private static bool TryFollow(DeviceMonitor monitor, (Device Device, DeviceId Id) found, out DeviceId id, [NotNullWhen(true)] out RevokeScope? scope)
    {
        foreach (var candidate in (DeviceId[])[found.Id, DeviceId.FromPath(found.Device.DevicePath)])
        {
            id = candidate;
            if (monitor.TryFollow(id, out scope))
            {
                if (string.Equals(scope.Device!.DevicePath, found.Device.DevicePath, StringComparison.Ordinal))
                {
                    return true;
                }

                scope.Dispose();
            }
        }

        (id, scope) = (found.Id, null);
        return false;
    }

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
