using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>
/// Sound cards, by libasound. What is opened is followed: when its card goes, every call ends at once, no short count looks like success, the mapped ring buffer reads as silence, and
/// the descriptors are closed, so that whoever removes the card does not wait for the program.
/// </summary>
/// <remarks>
/// Needs no container: <c>using var alsa = new AlsaDriver(); using var pcm = alsa.OpenPlayback("default", new(48_000, 2));</c>. Needs <c>libasound.so.2</c> (Debian <c>libasound2</c>). Any thread
/// may call any member at any time.
/// </remarks>
public sealed partial class AlsaDriver : IDeviceDriver, IDisposable
{
    private const string Subsystem = "sound";
    private const string CardPrefix = "card";

    private readonly DriverMonitor _monitor;
    private readonly bool _ownsAll;
    private readonly Lazy<RevokeScope> _cardless;

    /// <summary>Creates the driver. Nothing is looked up yet.</summary>
    /// <param name="monitor">Follows cards, and stays the caller's; <see langword="null"/> for one of its own, which is created when it is needed first.</param>
    public AlsaDriver(DeviceMonitor? monitor = null)
    {
        _monitor = new DriverMonitor(this, monitor, monitor?.Options.SysRoot ?? "/sys");
        _ownsAll = monitor is null;
        _cardless = new Lazy<RevokeScope>(() => new RevokeScope(Name, _monitor.ScopeOptions));
    }

    /// <summary>What it is called: <c>alsa</c>.</summary>
    public string Name => "alsa";

    /// <summary>Whether <c>libasound.so.2</c> can be loaded, without which nothing can be opened.</summary>
    public static bool IsSupported => Asound.IsThere;

    /// <summary>The version of libasound: <c>1.2.8</c>; <see langword="null"/> if it is not installed.</summary>
    public static string? LibraryVersion => IsSupported ? Asound.ReadVersion() : null;

    private DeviceMonitor Monitor => _monitor.Get();

    /// <summary>The cards that are there.</summary>
    /// <returns>The cards, by their numbers.</returns>
    /// <exception cref="DllNotFoundException">libasound is not installed.</exception>
    /// <exception cref="UnauthorizedAccessException">A card's control node may not be opened.</exception>
    /// <exception cref="IOException">They could not be looked for.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public IReadOnlyList<AlsaCardInfo> GetCards()
    {
        Asound.EnsureThere();
        var devices = Monitor.GetDevices(Subsystem);
        return [.. CardReader.ListNumbers().Select(number => CardReader.Read(number, FindCard(devices, number))).OfType<AlsaCardInfo>()];
    }

    IReadOnlyList<Device> IDeviceDriver.GetDevices() => [.. Monitor.GetDevices(Subsystem).Where(static device => IsCard(device.Name))];

    /// <summary>
    /// Disposes the monitor that it created itself, if it did, with which what was opened by it is revoked. A monitor that was passed in stays as it is, and so does everything
    /// opened by it. Idempotent; never throws.
    /// </summary>
    public void Dispose()
    {
        _monitor.Dispose();
        if (_ownsAll)
        {
            _cardless.Value.Dispose();
        }
    }

    private static bool IsCard(string name) => name.StartsWith(CardPrefix, StringComparison.Ordinal) && name.AsSpan(CardPrefix.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    private static Device? FindCard(IReadOnlyList<Device> devices, int number)
    {
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{CardPrefix}{number}");
        return devices.FirstOrDefault(device => string.Equals(device.Name, name, StringComparison.Ordinal));
    }

    private static int NumberOf(Device card) => int.Parse(card.Name.AsSpan(CardPrefix.Length), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>By the device above it, so that it is the same card under another number. Where several are below one, or it is a virtual one, there is nothing but its path.</summary>
    private static DeviceId IdOf(Device card, IReadOnlyList<Device> all)
    {
        var parent = card.DevicePath[..^(card.Name.Length + Subsystem.Length + 2)];
        var isOnly = all.Count(other => IsCard(other.Name) && other.DevicePath.StartsWith(parent + '/', StringComparison.Ordinal)) == 1;
        return isOnly && !string.Equals(parent, "/devices/virtual", StringComparison.Ordinal) ? DeviceId.FromParent(parent, Subsystem) : DeviceId.FromPath(card.DevicePath);
    }

    /// <summary>A scope that follows a card, and what the card is known by; one below the driver's for what has no card.</summary>
    private RevokeScope FollowCard(int number, string name, out DeviceId? id)
    {
        id = null;
        return number >= 0 && Monitor.GetDevices(Subsystem) is var all && FindCard(all, number) is { } card && _monitor.TryFollow(card, IdOf(card, all), out id, out var scope) ? scope
            : _cardless.Value.CreateChild(name);
    }
}
