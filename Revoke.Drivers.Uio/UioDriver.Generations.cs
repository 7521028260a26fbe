using System.Runtime.CompilerServices;

namespace Revoke.Drivers.Uio;

/// <content>One loop over all generations of a device.</content>
public sealed partial class UioDriver
{
    // udev's rules may not have run when the kernel announces the first one.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Each generation of a device, the one that is there and those that come: one loop follows it through removal and return. It need not be there yet. The name finds it; from
    /// then on it is known by the device above it (a PCI slot, a device of the platform), under whatever number it comes back. What comes there under another name is passed over.
    /// </summary>
    /// <param name="name">Its name, which its kernel driver gives it.</param>
    /// <param name="options">How each is opened; <see langword="null"/> for reading and writing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The generations, each on a scope of its own, which the caller disposes; without end.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="InvalidOperationException">Several devices have that name when it is looked for; or the monitor that was passed in looks at other roots.</exception>
    /// <exception cref="FormatException">An attribute of it holds something else than the kernel says.</exception>
    /// <exception cref="FileNotFoundException">The device is there and its node is not, after two seconds too.</exception>
    /// <exception cref="UnauthorizedAccessException">The node does not allow this access, after two seconds too.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason.</exception>
    /// <exception cref="ObjectDisposedException">The driver was disposed before, or its monitor, maybe meanwhile.</exception>
    public IAsyncEnumerable<UioDevice> GenerationsAsync(string name, UioOpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return EnumerateAsync(Monitor, name, options, cancellationToken);
    }

    private async IAsyncEnumerable<UioDevice> EnumerateAsync(DeviceMonitor monitor, string name, UioOpenOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = await _monitor.FindFirstAsync(_ => ValueTask.FromResult(FindNow(name)), cancellationToken).ConfigureAwait(false);
        await foreach (var scope in monitor.GenerationsAsync(id, cancellationToken).ConfigureAwait(false))
        {
            if (await OpenSettledAsync(monitor, scope, id, name, options, cancellationToken).ConfigureAwait(false) is { } device)
            {
                yield return device;
            }
        }
    }

    /// <summary>The device by its name; null as long as there is none.</summary>
    private DeviceId? FindNow(string name)
    {
        if (FindByName(name) is not { } found)
        {
            return null;
        }

        using var scope = Follow(found, out var id);
        return id;
    }

    /// <summary>Null if this generation has gone again, or is of another name.</summary>
    private static async Task<UioDevice?> OpenSettledAsync(
        DeviceMonitor monitor, RevokeScope scope, DeviceId id, string name, UioOpenOptions? options, CancellationToken cancellationToken)
    {
        UioDevice? device = null;
        try
        {
            for (var passed = TimeSpan.Zero; ; passed += s_pause)
            {
                try
                {
                    return device = TryOpen(monitor, scope, id, name, options);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && !scope.IsRevoked && passed < s_settling && IsUnsettled(exception))
                {
                    await Task.Delay(s_pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (HasGone(scope, exception))
        {
            return null;
        }
        finally
        {
            if (device is null)
            {
                await scope.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static bool IsUnsettled(Exception exception) => exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException;
}
