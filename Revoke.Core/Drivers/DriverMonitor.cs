using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;

namespace Revoke.Drivers;

/// <summary>The monitor by which a driver plug-in follows its devices: the one it was given, or one of its own, created when it is needed first and disposed with the driver.</summary>
/// <remarks>Any thread may call any member at any time.</remarks>
[SupportedOSPlatform("linux")]
public sealed class DriverMonitor : IDisposable
{
    private readonly IDeviceDriver _owner;
    private readonly DeviceMonitor? _given;
    private readonly string _sysRoot;
    private readonly string? _devRoot;
    private DeviceMonitor? _own;
    private int _isDisposed;

    /// <summary>Looks for nothing yet.</summary>
    /// <param name="owner">The driver, whose name is in the errors.</param>
    /// <param name="given">The monitor that it was given, which stays the giver's; <see langword="null"/> for one of its own.</param>
    /// <param name="sysRoot">Where the driver looks for devices: <c>/sys</c>, without a slash at its end.</param>
    /// <param name="devRoot">Where it opens their nodes: <c>/dev</c>; <see langword="null"/> for a driver that opens none.</param>
    public DriverMonitor(IDeviceDriver owner, DeviceMonitor? given, string sysRoot, string? devRoot = null)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentException.ThrowIfNullOrEmpty(sysRoot);
        (_owner, _given, _sysRoot, _devRoot) = (owner, given, sysRoot, devRoot);
    }

    /// <summary>What scopes that follow no device are created with: as the given monitor says; <see langword="null"/> if none was given.</summary>
    public RevokeScopeOptions? ScopeOptions => _given?.Options.ScopeOptions;

    /// <summary>The monitor.</summary>
    /// <returns>The one that was given, or the driver's own.</returns>
    /// <exception cref="ObjectDisposedException">The driver was disposed.</exception>
    /// <exception cref="InvalidOperationException">The monitor that was given looks at other roots than the driver.</exception>
    public DeviceMonitor Get()
    {
        ThrowIfDisposed();
        var monitor = _given ?? Volatile.Read(ref _own) ?? CreateOwn();
        if (!string.Equals(monitor.Options.SysRoot, _sysRoot, StringComparison.Ordinal))
        {
            throw CreateElsewhere(monitor.Options.SysRoot, _sysRoot);
        }

        return _devRoot is null || string.Equals(monitor.Options.DevRoot, _devRoot, StringComparison.Ordinal) ? monitor : throw CreateElsewhere(monitor.Options.DevRoot, _devRoot);
    }

    /// <summary>
    /// Follows a device that was found. Its rank may be that of another one which has gone, and for whose return the monitor keeps it: then it is known by its path.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="id">What it is to be known by when it comes back.</param>
    /// <param name="knownBy">What it is known by: <paramref name="id"/>, or its path.</param>
    /// <param name="scope">Its scope, the caller's to dispose; <see langword="null"/> if it has gone.</param>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="IOException">It could not be looked up.</exception>
    /// <exception cref="InvalidOperationException">The monitor that was given looks at other roots than the driver.</exception>
    /// <exception cref="ObjectDisposedException">The driver or its monitor was disposed.</exception>
    public bool TryFollow(Device device, DeviceId id, out DeviceId knownBy, [NotNullWhen(true)] out RevokeScope? scope)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(id);
        var monitor = Get();
        foreach (var candidate in (DeviceId[])[id, DeviceId.FromPath(device.DevicePath)])
        {
            knownBy = candidate;
            if (monitor.TryFollow(candidate, out scope))
            {
                if (string.Equals(scope.Device!.DevicePath, device.DevicePath, StringComparison.Ordinal))
                {
                    return true;
                }

                scope.Dispose();
            }
        }

        (knownBy, scope) = (id, null);
        return false;
    }

    /// <summary>
    /// Looks until something is there: at once, after each event of the kernel, and from time to time (<see cref="DeviceMonitorOptions.LivenessInterval"/>), for what comes without one.
    /// </summary>
    /// <typeparam name="T">What is looked for.</typeparam>
    /// <param name="find">Looks, one look at a time; <see langword="null"/> if it is not there. What it throws ends the search.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="InvalidOperationException">The monitor that was given looks at other roots than the driver.</exception>
    /// <exception cref="ObjectDisposedException">The driver was disposed before, or its monitor, maybe meanwhile.</exception>
    public Task<T> FindFirstAsync<T>(Func<CancellationToken, ValueTask<T?>> find, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(find);
        return FindFirstAsync(Get(), find, cancellationToken);
    }

    /// <summary>For what the driver does without a monitor.</summary>
    /// <exception cref="ObjectDisposedException">The driver was disposed.</exception>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, _owner);

    /// <summary>Disposes the driver's own monitor, if there is one, with which the devices that it follows are revoked. One that was given stays as it is. Idempotent; never throws.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _isDisposed, 1);
        Interlocked.Exchange(ref _own, null)?.Dispose();
    }

    private static async Task<T> FindFirstAsync<T>(DeviceMonitor monitor, Func<CancellationToken, ValueTask<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        Task? look = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = monitor.WatchAsync(stop.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = events.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (await find(cancellationToken).ConfigureAwait(false) is { } found)
                {
                    return found;
                }

                look = look is { IsCompleted: false } ? look : Task.Delay(monitor.Options.LivenessInterval, monitor.Options.ScopeOptions.TimeProvider, stop.Token);
                if (await Task.WhenAny(next, look).ConfigureAwait(false) == next)
                {
                    ObjectDisposedException.ThrowIf(!await next.ConfigureAwait(false), monitor);
                    next = events.MoveNextAsync().AsTask();
                }

                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // an enumerator that is still moving cannot be disposed
            await events.DisposeAsync().ConfigureAwait(false);
        }
    }

    private InvalidOperationException CreateElsewhere(string followed, string opened) =>
        new($"{_owner.Name}: devices are followed in '{followed}', so they cannot be opened in '{opened}'.");

    private DeviceMonitor CreateOwn()
    {
        var created = new DeviceMonitor(_devRoot is null ? new DeviceMonitorOptions { SysRoot = _sysRoot } : new DeviceMonitorOptions { SysRoot = _sysRoot, DevRoot = _devRoot });
        if (Interlocked.CompareExchange(ref _own, created, null) is { } first)
        {
            created.Dispose();
            return first;
        }

        // Pairs with Dispose, in the other order: one of the two sees the other, and the monitor is not left behind.
        if (Volatile.Read(ref _isDisposed) != 0)
        {
            Interlocked.Exchange(ref _own, null)?.Dispose();
            ThrowIfDisposed();
        }

        return created;
    }
}
