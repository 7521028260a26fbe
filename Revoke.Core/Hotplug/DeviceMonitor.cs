using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Revoke.Diagnostics;
using Revoke.Guards;
using Revoke.Hotplug;

namespace Revoke;

/// <summary>
/// Follows devices: when one is removed, the scopes that follow it are revoked at once, with everything that is open on them; when it comes
/// back that is the next generation, a new scope. Needs no container.
/// </summary>
/// <remarks>
/// It hears of devices from the kernel and, where udev runs, of arrivals from udev, whose rules have then run; and it looks at
/// what it follows from time to time, so that a removal that nobody announces is found too (<see cref="DeviceMonitorOptions.LivenessInterval"/>). If the
/// events cannot be had, that goes on alone. It subscribes when it is created, before anything is looked up. It has a thread of its own,
/// which runs no code of the program's but its logger and its injected source, closes gates, and waits for nobody. Any member may be called from any thread.
/// </remarks>
[SupportedOSPlatform("linux")]
public sealed partial class DeviceMonitor : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan s_longestGoodbye = TimeSpan.FromSeconds(5);

    private readonly object _sync = new();
    private readonly SysfsTree _tree;
    private readonly TimeProvider _time;
    private readonly Dictionary<DeviceId, DeviceTrack> _tracks = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer? _timer;
    private bool _disposed;

    /// <summary>Subscribes to events and begins to listen. A source that cannot be had is logged, not thrown: devices are then looked at from time to time.</summary>
    /// <param name="options">Roots, source, intervals; <see langword="null"/> for the system's own.</param>
    public DeviceMonitor(DeviceMonitorOptions? options = null)
    {
        Options = options ?? new DeviceMonitorOptions();
        _tree = new SysfsTree(Options.SysRoot, Options.DevRoot);
        _time = Options.ScopeOptions.TimeProvider;
        StartListening();
        if (Options.LivenessInterval != Timeout.InfiniteTimeSpan)
        {
            _timer = StartLooking();
        }
    }

    /// <summary>What it was created with.</summary>
    public DeviceMonitorOptions Options { get; }

    /// <summary>A scope for a device that is there. It is revoked, with cause <see cref="RevokeCause.Unplugged"/>, when the device is removed or this monitor is disposed; each call makes a scope of its own, which the caller disposes.</summary>
    /// <param name="device">The device.</param>
    /// <returns>The scope; its generation counts the instances of this device that this monitor has seen.</returns>
    /// <exception cref="FileNotFoundException">The device is not there.</exception>
    /// <exception cref="IOException">It could not be looked up.</exception>
    /// <exception cref="ObjectDisposedException">The monitor was disposed.</exception>
    public RevokeScope Follow(DeviceId device) => TryFollow(device, out var scope) ? scope
        : throw new FileNotFoundException($"The device {device} is not there.", device.Path) { HResult = Errors.Errno.ENODEV };

    /// <summary>As <see cref="Follow"/>, without an exception for a device that is not there.</summary>
    /// <param name="device">The device.</param>
    /// <param name="scope">The scope.</param>
    /// <returns><see langword="false"/> if the device is not there, and for no other reason.</returns>
    /// <exception cref="IOException">It could not be looked up.</exception>
    /// <exception cref="ObjectDisposedException">The monitor was disposed.</exception>
    public bool TryFollow(DeviceId device, [NotNullWhen(true)] out RevokeScope? scope)
    {
        ArgumentNullException.ThrowIfNull(device);
        var work = new Aftermath(Options.Logger);
        try
        {
            using (UninterruptedLock.Take(_sync))
            {
                ThrowIfDisposedUnsynchronized();
                var track = GetTrackUnsynchronized(device);
                try
                {
                    DetachIfGoneUnsynchronized(track, work);
                    AttachUnsynchronized(track, work);
                    scope = track.Current is { } current ? CreateScopeUnsynchronized(track, current) : null;
                }
                finally
                {
                    ForgetIfUnusedUnsynchronized(track);
                }
            }
        }
        finally
        {
            work.Do(); // also if the next instance could not be looked up
        }

        return scope is not null;
    }

    /// <summary>Looks a device up.</summary>
    /// <param name="device">The device.</param>
    /// <returns>What it is now; <see langword="null"/> if it is not there.</returns>
    /// <exception cref="IOException">It could not be looked up.</exception>
    /// <exception cref="ObjectDisposedException">The monitor was disposed.</exception>
    public Device? Find(DeviceId device)
    {
        ArgumentNullException.ThrowIfNull(device);
        using (UninterruptedLock.Take(_sync))
        {
            ThrowIfDisposedUnsynchronized();
            var track = _tracks.GetValueOrDefault(device) ?? new DeviceTrack(device);
            return track.Current is { IsGone: false } current ? current.Device
                : LocateUnsynchronized(track) is { } path ? _tree.Find(path)
                : null;
        }
    }

    /// <summary>The devices of a class or bus that are there now.</summary>
    /// <param name="subsystem">The class or bus: <c>net</c>, <c>tty</c>, <c>pci</c>.</param>
    /// <returns>The devices in the order of their paths; none if there is no such class.</returns>
    /// <exception cref="ArgumentException"><paramref name="subsystem"/> is empty or no name.</exception>
    /// <exception cref="IOException">They could not be looked up.</exception>
    public IReadOnlyList<Device> GetDevices(string subsystem)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subsystem);
        if (subsystem.AsSpan().ContainsAny('/', '\0'))
        {
            throw new ArgumentException($"'{subsystem}' is no name of a subsystem.", nameof(subsystem));
        }

        var devices = new List<Device>();
        foreach (var path in _tree.List(subsystem))
        {
            // One that went while the others were looked up is not there now.
            if (_tree.Find(path) is { } device)
            {
                devices.Add(device);
            }
        }

        return devices;
    }

    /// <summary>
    /// Ends the listening. Scopes that still follow a device are revoked with <see cref="RevokeCause.Disposed"/>, because nobody would tell them
    /// any more; whoever waits for a generation gets <see cref="ObjectDisposedException"/>. Idempotent; never throws.
    /// </summary>
    public void Dispose()
    {
        if (BeginDispose() && Thread.CurrentThread != _listener)
        {
            // An injected source that ignores its token is left behind.
            _ended.Task.Wait(Goodbye);
        }
    }

    /// <summary>As <see cref="Dispose"/>, waiting without a thread.</summary>
    /// <returns>A task that never fails.</returns>
    public async ValueTask DisposeAsync()
    {
        if (BeginDispose() && Thread.CurrentThread != _listener)
        {
            await _ended.Task.WaitAsync(Goodbye, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool BeginDispose()
    {
        var work = new Aftermath(Options.Logger);
        using (UninterruptedLock.Take(_sync))
        {
            if (_disposed)
            {
                return false;
            }

            _disposed = true;
            foreach (var track in _tracks.Values)
            {
                if (track.Current is not null)
                {
                    TryUnsynchronized(() => DetachUnsynchronized(track, new RevokeReason(RevokeCause.Disposed, "the device monitor was disposed"), work), track, work);
                }

                work.Wake(track); // to find that it is disposed
            }

            _tracks.Clear();
        }

        work.Do();
        CompleteWatches();
        _timer?.Dispose();
        try
        {
            _stop.Cancel(); // runs what an injected source has registered
        }
        catch (AggregateException exception)
        {
            Log.SourceFailed(Options.Logger, exception);
        }

        return true;
    }

    // The drain timeout, though never for ever.
    private TimeSpan Goodbye => Options.ScopeOptions.DrainTimeout is var timeout && timeout >= TimeSpan.Zero && timeout < s_longestGoodbye ? timeout : s_longestGoodbye;

    private void ThrowIfDisposedUnsynchronized() => ObjectDisposedException.ThrowIf(_disposed, this);
}
