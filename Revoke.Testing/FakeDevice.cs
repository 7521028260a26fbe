using Revoke.Guards;

namespace Revoke.Testing;

/// <summary>
/// A device for tests: a real file descriptor (a serial line in raw mode, without echo) behind a real path, with a monitor of its own, that
/// the test feeds, unplugs and plugs in again under the program that is tested. It needs no hardware and no privileges.
/// </summary>
/// <remarks>
/// The program is given <see cref="Monitor"/> and <see cref="NodePath"/> in place of its own monitor and of <c>/dev/ttyUSB0</c>; what it does with them takes the
/// same way through the library and the kernel as with a real device. All members may be called from any thread at any time.
/// </remarks>
/// <example>
/// <code>
/// using var device = new FakeDevice("scanner");
/// using var scope = device.Monitor.Follow(device.Id);
/// using var reader = new StreamReader(scope.OpenStream(device.NodePath));
/// device.Feed("4006381333931\n"u8);
/// device.UnplugWhenBlocked();
/// </code>
/// </example>
public sealed partial class FakeDevice : IDisposable
{
    private readonly object _sync = new();
    private readonly SleepWatch _sleepers = new();
    private readonly FakeEvents _events = new();
    private readonly FakeTree _tree;
    private readonly FakePump _pump;
    private bool _disposed;
    private Exception? _failure;

    /// <summary>Makes a device and plugs it in.</summary>
    /// <param name="name">What it is called: the kernel's name of it, and that of its node.</param>
    /// <param name="options">What the scopes of <see cref="Monitor"/> begin with: clock, drain timeout, logger (which is the monitor's too); <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> cannot be the name of a file, is longer than 100 characters, or has control characters in it.</exception>
    /// <exception cref="IOException">There are no pseudo terminals here, or none left, or no descriptor.</exception>
    public FakeDevice(string name, RevokeScopeOptions? options = null)
    {
        Name = CheckName(name);
        options ??= new RevokeScopeOptions();
        _sleepers.Asleep = OnAsleep;
        _line = new FakeLine();
        try
        {
            _tree = new FakeTree(name);
            _tree.Add(_line);
            Id = DeviceId.FromPath(_tree.DevicePath);
            _pump = new FakePump($"fake device {name}", Pump, failure => Volatile.Write(ref _failure, failure));
            Monitor = new DeviceMonitor(new DeviceMonitorOptions
            {
                SysRoot = _tree.SysRoot,
                DevRoot = _tree.DevRoot,
                Source = _events,
                LivenessInterval = Timeout.InfiniteTimeSpan, // what happens here is announced; nothing depends on the time
                Logger = options.Logger,
                ScopeOptions = options with { SleepObserver = _sleepers },
            });
            _pump.Start();
        }
        catch
        {
            Monitor?.Dispose();
            _pump?.Dispose();
            _line.Dispose();
            _tree?.Dispose();
            throw;
        }
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>What it is known by, in every generation. <see cref="DeviceId.FromNode"/> and <see cref="DeviceId.FromLink"/> of <see cref="NodePath"/> lead to it too.</summary>
    public DeviceId Id { get; }

    /// <summary>
    /// The monitor that knows this device and nothing else. It hears of every unplug and replug and never looks by itself (<see cref="DeviceMonitorOptions.LivenessInterval"/> is infinite),
    /// so that nothing depends on the time. Disposed with the device.
    /// </summary>
    public DeviceMonitor Monitor { get; }

    /// <summary>The path of its node, the same in every generation. It is there while the device is plugged in; each time it leads to a new line.</summary>
    public string NodePath => _tree.NodePath;

    /// <summary>
    /// Sets a file in the device's directory of sysfs, where <c>scope.OpenAttribute</c> finds it; a slash in the name makes directories. What is open reads the new
    /// text from its start. The device has it again after each replug; while it is unplugged it is set for the next time.
    /// </summary>
    /// <remarks>It is a plain file: it can be written, keeps what was written, and announces no change to pollers.</remarks>
    /// <param name="name">The attribute: <c>serial</c>, <c>power/control</c>.</param>
    /// <param name="text">All of its text, as it is: attributes of the kernel end with a newline.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> leads out of the directory, or is one of those that make it a device: <c>uevent</c>, <c>dev</c>, <c>subsystem</c>.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    public void SetAttribute(string name, string text)
    {
        CheckAttribute(name);
        ArgumentNullException.ThrowIfNull(text);
        using var guard = UninterruptedLock.Take(_plugging);
        Check();
        _tree.SetAttribute(name, text);
    }

    /// <summary>Unplugs the device if it is plugged in, and takes it apart: its monitor, its thread, its files. Idempotent; does not throw.</summary>
    public void Dispose()
    {
        FakeLine? line;
        using (UninterruptedLock.Take(_sync))
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            line = _line;
            _blocked?.TrySetException(new ObjectDisposedException(Describe()));
            _ = _blocked?.Task.Exception; // nobody may be waiting
        }

        try
        {
            Unplug(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else has the line, or did not take note in time: nothing more can be done about it.
        }

        Monitor.Dispose();
        _pump.Dispose();
        _line?.Dispose();
        try
        {
            _tree.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Files of others are among them; the directory is a temporary one.
        }
    }

    private static string CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name.Length > 100 || name is "." or ".." || name.Contains('/', StringComparison.Ordinal) || name.Any(char.IsControl)
            ? throw new ArgumentException($"'{name}' cannot be the name of a device.", nameof(name))
            : name;
    }

    private static void CheckAttribute(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name is "uevent" or "dev" or "subsystem" || name.Any(char.IsControl) || name.Split('/').Any(static part => part is "" or "." or ".."))
        {
            throw new ArgumentException($"'{name}' cannot be an attribute of a fake device.", nameof(name));
        }
    }

    private string Describe() => $"fake device '{Name}'";

    private void Check()
    {
        if (Volatile.Read(ref _disposed))
        {
            throw new ObjectDisposedException(Describe());
        }

        if (Volatile.Read(ref _failure) is { } failure)
        {
            throw new IOException($"The {Describe()} has failed: {failure.Message}", failure);
        }
    }
}
