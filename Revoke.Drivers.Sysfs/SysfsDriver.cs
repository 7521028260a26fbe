using System.Runtime.CompilerServices;

namespace Revoke.Drivers.Sysfs;

/// <summary>
/// Devices and their attributes in sysfs, and the files of trees like it. An opened device is followed: when it is removed, everything that
/// was opened from it dies at once, sleepers included, which the kernel mostly does not wake.
/// </summary>
/// <remarks>Needs no container: <c>using var sysfs = new SysfsDriver(); using var tap = sysfs.OpenClassDevice("net", "tap0");</c>. Any thread may call any member at any time.</remarks>
public sealed partial class SysfsDriver : IDeviceDriver, IDisposable
{
    private readonly DriverMonitor _monitor;
    private readonly Lazy<TreeKind> _kind;

    /// <summary>Creates the driver. Nothing is looked up yet.</summary>
    /// <param name="monitor">Follows devices, and stays the caller's; <see langword="null"/> for one of its own, which is created when it is needed first.</param>
    /// <param name="options">Where to look; <see langword="null"/> for where the monitor does, which is <c>/sys</c> unless it was told otherwise. Read now: later changes do not count.</param>
    /// <exception cref="ArgumentException">The options' root is no absolute path, or is not there.</exception>
    public SysfsDriver(DeviceMonitor? monitor = null, SysfsOptions? options = null)
    {
        options ??= monitor is null ? new SysfsOptions() : new SysfsOptions { Root = monitor.Options.SysRoot };
        if (SysfsOptionsValidator.Explain(options) is { } failure)
        {
            throw new ArgumentException(failure, nameof(options));
        }

        Root = options.Root.Length > 1 ? options.Root.TrimEnd('/') : options.Root;
        _monitor = new DriverMonitor(this, monitor, Root);
        _kind = new(() => TreeKinds.Of(Root));
    }

    /// <summary>What it is called: <c>sysfs</c>.</summary>
    public string Name => "sysfs";

    /// <summary>The root of its tree.</summary>
    public string Root { get; }

    private DeviceMonitor Monitor => _monitor.Get();

    /// <summary>Opens a device that is there, and follows it.</summary>
    /// <param name="device">The device.</param>
    /// <returns>The device, on a scope of its own.</returns>
    /// <exception cref="FileNotFoundException">The device is not there.</exception>
    /// <exception cref="IOException">It could not be looked up.</exception>
    /// <exception cref="InvalidOperationException">The monitor that was passed in looks at another root.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public SysfsDevice Open(DeviceId device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new SysfsDevice(Monitor.Follow(device), _kind.Value);
    }

    /// <summary>Opens a device of a class by the name it has now, and follows it, whatever it is called later.</summary>
    /// <param name="className">The class: <c>net</c>, <c>tty</c>.</param>
    /// <param name="name">The device's name: <c>eth0</c>.</param>
    /// <returns>The device, on a scope of its own.</returns>
    /// <exception cref="ArgumentException">One of the two is no name.</exception>
    /// <exception cref="FileNotFoundException">The device is not there.</exception>
    /// <exception cref="IOException">It could not be looked up.</exception>
    /// <exception cref="InvalidOperationException">The monitor that was passed in looks at another root.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public SysfsDevice OpenClassDevice(string className, string name) =>
        OpenLinked($"{FolderOfClass(SysfsName.CheckOne(className))}/{SysfsName.CheckOne(name)}");

    /// <summary>Opens a device of a bus, and follows it.</summary>
    /// <param name="bus">The bus: <c>pci</c>, <c>usb</c>.</param>
    /// <param name="name">The device's name, which on most buses is its place: <c>0000:00:1f.2</c>.</param>
    /// <returns>The device, on a scope of its own.</returns>
    /// <exception cref="ArgumentException">One of the two is no name.</exception>
    /// <exception cref="FileNotFoundException">The device is not there.</exception>
    /// <exception cref="IOException">It could not be looked up.</exception>
    /// <exception cref="InvalidOperationException">The monitor that was passed in looks at another root.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public SysfsDevice OpenBusDevice(string bus, string name) =>
        OpenLinked($"{FolderOfBus(SysfsName.CheckOne(bus))}/{SysfsName.CheckOne(name)}");

    /// <summary>Each generation of a device, the one that is there and those that come: one loop follows it through removal and return.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The generations, each on a scope of its own, which the caller disposes; without end.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="InvalidOperationException">The monitor that was passed in looks at another root.</exception>
    /// <exception cref="ObjectDisposedException">The driver was disposed before, or its monitor, maybe meanwhile.</exception>
    public IAsyncEnumerable<SysfsDevice> GenerationsAsync(DeviceId device, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        return GenerationsCoreAsync(Monitor, device, _kind.Value, cancellationToken);
    }

    /// <summary>Opens a directory of the tree that is no device's: in <c>/proc</c> or debugfs, of a module, a control group. Nobody follows it.</summary>
    /// <param name="path">Its path below the root, without a slash before it; empty for the root itself.</param>
    /// <returns>The directory, on a scope of its own.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is absolute, or has an empty part, <c>.</c> or <c>..</c>.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="ObjectDisposedException">The driver was disposed.</exception>
    public SysfsDirectory OpenDirectory(string path = "")
    {
        ArgumentNullException.ThrowIfNull(path);
        _monitor.ThrowIfDisposed();
        var full = path.Length == 0 ? Root : $"{Root}/{SysfsName.Check(path)}";
        if (!Directory.Exists(full))
        {
            throw new DirectoryNotFoundException($"There is no directory '{full}'.");
        }

        return new SysfsDirectory(new RevokeScope(full, _monitor.ScopeOptions), new FolderPlace(full));
    }

    /// <summary>
    /// Disposes the monitor that it created itself, if it did, with which the devices that were opened by it are revoked. A monitor that was passed
    /// in stays as it is, and so does everything opened by it. Idempotent; never throws.
    /// </summary>
    public void Dispose() => _monitor.Dispose();

    private static async IAsyncEnumerable<SysfsDevice> GenerationsCoreAsync(
        DeviceMonitor monitor, DeviceId device, TreeKind kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var scope in monitor.GenerationsAsync(device, cancellationToken).ConfigureAwait(false))
        {
            yield return new SysfsDevice(scope, kind);
        }
    }

    // Resolved first: the device is then known by its path, and stays the same when it is renamed.
    private SysfsDevice OpenLinked(string link) =>
        Monitor.Find(DeviceId.FromLink(link)) is { } device ? Open(DeviceId.FromPath(device.DevicePath))
            : throw new FileNotFoundException($"There is no device '{link}'.", link);
}
