using System.Globalization;
using System.Text;

namespace Revoke.Drivers.Uio;

/// <summary>
/// A UIO device, open and followed. When it is removed, everything of it dies at once: who waits for an interrupt gets <see cref="RevokedException"/>, and its mapped memory
/// reads as ones. A device that comes back is another object, of the next generation, which nothing of this one can reach.
/// </summary>
/// <remarks>Any thread may call any member at any time.</remarks>
public sealed partial class UioDevice : IDisposable, IAsyncDisposable
{
    private readonly InterruptLine _line;
    private readonly InterruptSwitch _switch;
    private readonly FileAccess _access;
    private UioDeviceInfo _info;
    private int _isDisposed;

    /// <summary>Takes over the scope, and the node, which is a file of it. What has been <paramref name="seen"/> is the count of interrupts before that was opened.</summary>
    internal UioDevice(RevokeScope scope, UioDeviceInfo info, RevocableFile node, int seen, FileAccess access = FileAccess.ReadWrite)
    {
        Scope = scope;
        Node = node;
        _info = info;
        _access = access;
        _line = new InterruptLine(node, seen, () => Volatile.Read(ref _isDisposed) != 0);
        _switch = new InterruptSwitch(scope, info, node, access);
        _hardware = info.IsPci ? new PciPresence(scope) : null;
    }

    /// <summary>The scope, which is this device's own.</summary>
    public RevokeScope Scope { get; }

    /// <summary>The device as it was when it was opened, or when a map was looked for that it did not have then.</summary>
    public UioDeviceInfo Info => Volatile.Read(ref _info);

    /// <summary>Counts the returns of the device, from 1.</summary>
    public long Generation => Scope.Generation;

    /// <summary>Its open node, to be polled, or for notices (<see cref="RevocableFile.EnableFasync(PollEvents, Action{PollEvents})"/>). What is read from it is missing in <see cref="UioInterrupt.Missed"/> of the waits.</summary>
    public RevocableFile Node { get; }

    /// <summary>How many interrupts there have been, as the kernel counts them (<c>event</c>); it wraps as <see cref="UioInterrupt.Count"/> does. Asked for each time; nobody's wait is disturbed.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FormatException">The attribute holds something else.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public int EventCount => ReadEventCount(Scope);

    /// <summary>Opens an attribute of the device, or through <c>device/</c> of the one above it: <c>device/config</c>. It dies with the device.</summary>
    /// <param name="name">Its name, relative to the device.</param>
    /// <param name="access">What for; many attributes allow only one of the two.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or leads out of the device's directory.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It does not allow this access.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason.</exception>
    public RevocableFile OpenAttribute(string name, FileAccess access = FileAccess.Read) => Scope.OpenAttribute(name, new() { Access = access });

    /// <summary>Reads an attribute as <see cref="OpenAttribute"/> opens it.</summary>
    /// <param name="name">Its name, relative to the device.</param>
    /// <returns>Its text, without the newline at its end.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty or leads out of the device's directory.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="RevokedException">The scope was revoked: the device is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such attribute.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be read for another reason.</exception>
    public string ReadAttribute(string name) => ReadAttribute(Scope, name);

    /// <summary>Revokes the scope: everything of this device dies, who waits for an interrupt gets <see cref="ObjectDisposedException"/>, and an exclusive claim ends. Waits for who is inside no longer than the scope's drain timeout. Idempotent; never throws.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _isDisposed, 1);
        _timer?.Dispose();
        Scope.Dispose();
        _look?.Dispose(); // released with the scope; before it, this would wait for who is inside, and the scope again
    }

    /// <summary>As <see cref="Dispose"/>, waiting without a thread.</summary>
    /// <returns>A task that never fails.</returns>
    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _isDisposed, 1);
        _timer?.Dispose();
        return Scope.DisposeAsync();
    }

    /// <summary>Its number and name, for messages.</summary>
    /// <returns><c>uio0 'my_card'</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"uio{Info.Number} '{Info.Name}'");

    /// <summary>First of all that can be wrong. The node and the scope know of a revoke only.</summary>
    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);

    internal static int ReadEventCount(RevokeScope scope)
    {
        var text = ReadAttribute(scope, "event");

        // Older kernels print it without its sign.
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count
            : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned) ? unchecked((int)unsigned)
            : throw new FormatException($"'{scope.Device!.SysPath}/event' holds '{text}', which is not a count of interrupts.");
    }

    private static string ReadAttribute(RevokeScope scope, string name)
    {
        using var file = scope.OpenAttribute(name);
        var buffer = new byte[Environment.SystemPageSize];
        return Encoding.UTF8.GetString(buffer.AsSpan(0, file.Read(buffer))).TrimEnd('\n');
    }
}
