using System.Globalization;
using System.Runtime.Versioning;
using Revoke.Errors;
using Revoke.Files;
using Revoke.Hotplug;
using Revoke.Mappings;

namespace Revoke;

/// <summary>The device that a scope of a <see cref="DeviceMonitor"/> follows.</summary>
public static class RevokeScopeDeviceExtensions
{
    /// <param name="scope">The scope.</param>
    extension(RevokeScope scope)
    {
        /// <summary>The device that this scope, or one above it, follows, as it was last seen: a renamed one has its new path. <see langword="null"/> for a scope of no monitor.</summary>
        public Device? Device
        {
            get
            {
                ArgumentNullException.ThrowIfNull(scope);
                return (scope.Options.Presence as FollowedDevice)?.Device;
            }
        }

        /// <summary>Opens the node of the followed device, whatever it is called this time. Never that of another device that has got its name.</summary>
        /// <param name="options">How; <see langword="null"/> for reading and writing.</param>
        /// <returns>The file.</returns>
        /// <exception cref="InvalidOperationException">The scope follows no device, or the device has no node.</exception>
        /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked, or the device is gone, with which the scope is revoked.</exception>
        /// <exception cref="FileNotFoundException">The device is there, and its node is not, or not yet.</exception>
        /// <exception cref="UnauthorizedAccessException">The node does not allow the access that was asked for.</exception>
        /// <exception cref="IOException">It cannot be opened for another reason.</exception>
        [SupportedOSPlatform("linux")]
        public RevocableFile OpenNode(RevocableFileOptions? options = null)
        {
            var followed = Followed(scope);
            if (followed.Device.Node is not { } node)
            {
                using var use = scope.Enter(); // a revoked scope says that first
                throw new InvalidOperationException($"The device {followed.Device.DevicePath} has no node.");
            }

            return PathOpening.Open(scope, new OpenTarget(node, Number: followed.Number), options ?? new RevocableFileOptions());
        }

        /// <summary>Opens a file in the directory of the followed device in sysfs. Never that of another device that has got its name.</summary>
        /// <param name="name">The attribute, relative to the device: <c>uevent</c>, <c>power/control</c>.</param>
        /// <param name="options">How; <see langword="null"/> for reading only, as most attributes allow no more.</param>
        /// <returns>The file.</returns>
        /// <exception cref="ArgumentException"><paramref name="name"/> is empty or leads out of the device's directory.</exception>
        /// <exception cref="InvalidOperationException">The scope follows no device.</exception>
        /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked, or the device is gone, with which the scope is revoked.</exception>
        /// <exception cref="FileNotFoundException">The device is there and has no such attribute.</exception>
        /// <exception cref="UnauthorizedAccessException">The attribute does not allow the access that was asked for.</exception>
        /// <exception cref="IOException">It cannot be opened for another reason: a directory.</exception>
        [SupportedOSPlatform("linux")]
        public RevocableFile OpenAttribute(string name, RevocableFileOptions? options = null) =>
            PathOpening.Open(scope, FindAttribute(scope, name), options ?? new RevocableFileOptions { Access = FileAccess.Read });

        /// <summary>Maps a file in the directory of the followed device in sysfs: <c>resource0</c> of a PCI device. Never that of another device that has got its name. No descriptor stays open.</summary>
        /// <param name="name">The attribute, relative to the device.</param>
        /// <param name="options">How; <see langword="null"/> for reading all of it.</param>
        /// <returns>The mapping. If the device goes while this call runs, it may be dead, and replaced, already.</returns>
        /// <exception cref="ArgumentException"><paramref name="name"/> is empty or leads out of the device's directory.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The part asked for is not inside the attribute.</exception>
        /// <exception cref="InvalidOperationException">The scope follows no device.</exception>
        /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked, or the device is gone, with which the scope is revoked.</exception>
        /// <exception cref="FileNotFoundException">The device is there and has no such attribute.</exception>
        /// <exception cref="UnauthorizedAccessException">The attribute does not allow the access that was asked for.</exception>
        /// <exception cref="IOException">It cannot be mapped: it has no memory (ENODEV), as most attributes, or there is no room (ENOMEM).</exception>
        [SupportedOSPlatform("linux")]
        public RevocableMapping MapAttribute(string name, MappingOptions? options = null) =>
            Mapper.Map(scope, FindAttribute(scope, name), options ?? new MappingOptions());

        /// <summary>
        /// Creates a scope below this one for what is good only while the followed device keeps the driver that it has now in the kernel, or has none: it is revoked also when a
        /// driver is unbound from the device, or another one bound to it, with <see cref="RevokeCause.Unbound"/>. The device's own scope lives on.
        /// </summary>
        /// <param name="name">What it is called.</param>
        /// <returns>The new scope. If the driver goes while this call runs, it may be dead already.</returns>
        /// <exception cref="ArgumentException"><paramref name="name"/> is empty or white space.</exception>
        /// <exception cref="InvalidOperationException">The scope follows no device.</exception>
        /// <exception cref="ObjectDisposedException">This scope was disposed.</exception>
        /// <exception cref="RevokedException">This scope, or one above it, was revoked.</exception>
        [SupportedOSPlatform("linux")]
        public RevokeScope CreateBindingScope(string name)
        {
            var followed = Followed(scope);
            var child = scope.CreateChild(name);
            followed.Binding.Add(child);
            return child;
        }

        /// <summary>
        /// Looks whether the followed device is there: its directory in sysfs, and, if it has a node, that too, as this device's; of a network or UIO device also whether it is being taken away. If it is not,
        /// the scope is revoked with <see cref="RevokeCause.Unplugged"/>, waiting for nobody. It opens nothing of which a driver could take notice. A monitor looks at the directory from time to time by itself.
        /// </summary>
        /// <returns>Whether it is there; <see langword="false"/> too if the scope was revoked before.</returns>
        /// <exception cref="InvalidOperationException">The scope follows no device.</exception>
        [SupportedOSPlatform("linux")]
        public bool CheckPresence()
        {
            var followed = Followed(scope);
            if (scope.IsRevoked)
            {
                return false;
            }

            var device = followed.Device;
            var detail = followed.IsGone || followed.IsGoing(Errno.EINVAL) ? $"{device.DevicePath} is gone"
                : device.Node is { } node && !followed.HasNode(node) ? $"'{node}' is gone, or another device's"
                : null;
            if (detail is not null && !followed.IsGone && !string.Equals(followed.Device.Node, device.Node, StringComparison.Ordinal))
            {
                return true; // renamed meanwhile
            }

            if (detail is not null)
            {
                _ = scope.RevokeGone(detail, error: null);
            }

            return detail is null;
        }

        /// <summary>What the directory of the followed device in sysfs holds. Never that of another device that has got its name.</summary>
        /// <param name="directory">A directory below the device, <c>power</c>; empty for the device's own.</param>
        /// <returns>The entries in the order of their names.</returns>
        /// <exception cref="ArgumentException"><paramref name="directory"/> leads out of the device's directory.</exception>
        /// <exception cref="InvalidOperationException">The scope follows no device.</exception>
        /// <exception cref="ObjectDisposedException">The scope was disposed.</exception>
        /// <exception cref="RevokedException">The scope was revoked, or the device is gone, with which the scope is revoked.</exception>
        /// <exception cref="IOException">There is no such directory, or it cannot be read.</exception>
        [SupportedOSPlatform("linux")]
        public IReadOnlyList<DeviceEntry> GetEntries(string directory = "")
        {
            ArgumentNullException.ThrowIfNull(directory);
            CheckInside(directory);
            var followed = Followed(scope);
            using (scope.Enter())
            {
                try
                {
                    var entries = followed.Directory.List(directory);

                    // That of a removed device lists as empty.
                    return followed.IsGone ? throw scope.RevokeGone($"{followed.Device.DevicePath} is gone", error: null) : entries;
                }
                catch (Exception exception) when (exception is IOException and not RevokedException or UnauthorizedAccessException or ObjectDisposedException)
                {
                    throw followed.IsGone ? scope.RevokeGone($"{followed.Device.DevicePath} is gone", exception)
                        : exception is UnauthorizedAccessException ? exception
                        : Errno.ToOpenException(Errno.ENOENT, $"{followed.Device.SysPath}/{directory}");
                }
            }
        }
    }

    private static OpenTarget FindAttribute(RevokeScope scope, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CheckInside(name);
        var followed = Followed(scope);
        return new OpenTarget(name, followed.Directory.Handle) { Name = $"{followed.Device.SysPath}/{name}" };
    }

    private static FollowedDevice Followed(RevokeScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Options.Presence as FollowedDevice
            ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"'{scope.Name}' follows no device: it is not the scope of a {nameof(DeviceMonitor)}."));
    }

    private static void CheckInside(string name)
    {
        if (name.StartsWith('/') || name.Contains('\0', StringComparison.Ordinal) || name.Split('/').Contains("..", StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{name}' leads out of the device's directory.", nameof(name));
        }
    }
}
