namespace Revoke.Drivers.Sysfs;

/// <summary>
/// An open attribute: a small file that holds one value. It dies with the device, or with the directory it was opened from; every call on it then
/// throws <see cref="RevokedException"/>, those that wait at once.
/// </summary>
/// <remarks>
/// Any thread may call any member at any time, except that only one waits for a change at a time; who else waits opens the attribute again. A call
/// that is inside the kernel, where the attribute's driver shows or stores the value, cannot be woken: a revoke names it at its deadline and closes the file when it has left.
/// </remarks>
public sealed partial class SysfsAttribute : IDisposable, IAsyncDisposable
{
    private readonly IPlace _place;
    private int _isRead;
    private int _isWritten;
    private bool _wasRead;
    private bool _wasWritten;

    internal SysfsAttribute(RevokeScope scope, IPlace place, string name, FileAccess access)
    {
        _place = place;
        Name = name;
        File = place.Open(scope, name, access);
    }

    /// <summary>Its name, relative to the directory it was opened from.</summary>
    public string Name { get; }

    /// <summary>The file, for what this class does not offer.</summary>
    public RevocableFile File { get; }

    /// <summary>The scope with which it dies.</summary>
    public RevokeScope Scope => File.Scope;

    /// <summary>Closes it: who waits for a change gets <see cref="ObjectDisposedException"/>. Idempotent; never throws.</summary>
    public void Dispose()
    {
        MarkDisposed()?.File.Dispose();
        File.Dispose();
    }

    /// <summary>As <see cref="Dispose"/>, waiting for a call that is inside the kernel without a thread.</summary>
    /// <returns>A task that never fails.</returns>
    public async ValueTask DisposeAsync()
    {
        if (MarkDisposed() is { } watch)
        {
            await watch.File.DisposeAsync().ConfigureAwait(false);
        }

        await File.DisposeAsync().ConfigureAwait(false);
    }
}
