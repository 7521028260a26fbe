namespace Revoke.Drivers.Uio;

/// <summary>
/// UIO devices: hardware that a program drives itself, by its memory and its interrupt. An opened device is followed: when it is removed, everybody who waits for its
/// interrupt is awake at once, and its memory is replaced, which the kernel leaves mapped to whatever comes next in that place.
/// </summary>
/// <remarks>Needs no container: <c>using var uio = new UioDriver(); using var card = uio.Open("my_card");</c>. Any thread may call any member at any time.</remarks>
public sealed partial class UioDriver : IDeviceDriver, IDisposable
{
    private readonly DriverMonitor _monitor;

    /// <summary>Creates the driver. Nothing is looked up yet.</summary>
    /// <param name="monitor">Follows devices, and stays the caller's; <see langword="null"/> for one of its own, which is created when it is needed first.</param>
    /// <param name="options">Where to look; <see langword="null"/> for where the monitor does, which is <c>/sys</c> and <c>/dev</c> unless it was told otherwise. Read now: later changes do not count.</param>
    /// <exception cref="ArgumentException">One of the options' roots is no absolute path, or is not there.</exception>
    public UioDriver(DeviceMonitor? monitor = null, UioOptions? options = null)
    {
        options ??= monitor is null ? new UioOptions() : new UioOptions { SysRoot = monitor.Options.SysRoot, DevRoot = monitor.Options.DevRoot };
        if (UioOptionsValidator.Explain(options) is { } failure)
        {
            throw new ArgumentException(failure, nameof(options));
        }

        _monitor = new DriverMonitor(this, monitor, Trim(options.SysRoot), Trim(options.DevRoot));
    }

    /// <summary>What it is called: <c>uio</c>.</summary>
    public string Name => UioReader.Subsystem;

    private DeviceMonitor Monitor => _monitor.Get();

    /// <summary>Opens the device that has this name now, and follows it.</summary>
    /// <param name="name">Its name, which its kernel driver gives it: what <c>/sys/class/uio/uioN/name</c> shows.</param>
    /// <param name="options">How; <see langword="null"/> for reading and writing.</param>
    /// <returns>The device, on a scope of its own.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="FileNotFoundException">No device has that name, of which the message says which there are; or its node is not there.</exception>
    /// <exception cref="InvalidOperationException">Several devices have it: the message says their numbers; or the monitor that was passed in looks at other roots.</exception>
    /// <exception cref="FormatException">An attribute of it holds something else than the kernel says.</exception>
    /// <exception cref="UnauthorizedAccessException">The node does not allow this access.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason: it is to be exclusive, and somebody else has it so (EBUSY).</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public UioDevice Open(string name, UioOpenOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return OpenPresent(FindByName(name) ?? throw CreateUnknown($"There is no UIO device '{name}'", name), name, options);
    }

    /// <summary>Opens the device that has this number now, and follows it.</summary>
    /// <param name="number">Its number: N of <c>/dev/uioN</c>.</param>
    /// <param name="options">How; <see langword="null"/> for reading and writing.</param>
    /// <returns>The device, on a scope of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is negative.</exception>
    /// <exception cref="FileNotFoundException">No device has that number, of which the message says which there are; or its node is not there.</exception>
    /// <exception cref="InvalidOperationException">The monitor that was passed in looks at other roots.</exception>
    /// <exception cref="FormatException">An attribute of it holds something else than the kernel says.</exception>
    /// <exception cref="UnauthorizedAccessException">The node does not allow this access.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason: it is to be exclusive, and somebody else has it so (EBUSY).</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public UioDevice Open(int number, UioOpenOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        var kernelName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{UioReader.Subsystem}{number}");
        var all = Monitor.GetDevices(UioReader.Subsystem);
        var found = all.FirstOrDefault(device => string.Equals(device.Name, kernelName, StringComparison.Ordinal));
        return OpenPresent(found is null ? throw CreateUnknown($"There is no {kernelName}", kernelName) : (found, IdOf(found, all)), name: null, options);
    }

    /// <summary>
    /// Disposes the monitor that it created itself, if it did, with which the devices that were opened by it are revoked. A monitor that was passed
    /// in stays as it is, and so does everything opened by it. Idempotent; never throws.
    /// </summary>
    public void Dispose() => _monitor.Dispose();

    private static string Trim(string root) => root.Length > 1 ? root.TrimEnd('/') : root;
}
