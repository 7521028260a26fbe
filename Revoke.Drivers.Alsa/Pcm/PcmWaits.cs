using Microsoft.Win32.SafeHandles;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>
/// What to wait for until a PCM, or a control, goes on. Most have one descriptor, and are ready when it is. Some have several, which then stand together in an epoll; and what events mean
/// only libasound knows. Where a descriptor is one that epoll refuses because it is always ready (<c>null</c>), or is ready and nothing goes on, there are pauses.
/// </summary>
internal sealed unsafe class PcmWaits : IDisposable
{
    // So often in a row a descriptor may be ready without anything going on.
    private const int MostFutileLooks = 3;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    private readonly PollDescriptor[] _descriptors;
    private readonly List<SafeFileHandle> _own = [];
    private readonly SafeFileHandle? _handle;
    private readonly PollEvents _events;
    private readonly WaitSource _pause = new();
    private readonly ITimer? _timer;
    private int _futile;
    private bool _hasWaited;

    /// <summary>Duplicates the descriptors, so that who waits can go on doing so for a moment while the PCM is closed.</summary>
    internal PcmWaits(PollDescriptor[] descriptors, string name, TimeProvider time)
    {
        _descriptors = descriptors;
        try
        {
            foreach (var descriptor in descriptors)
            {
                _own.Add(Libc.Duplicate(descriptor.fd, name));
            }

            if (descriptors.Length == 1)
            {
                (_handle, _events) = (_own[0], (PollEvents)descriptors[0].events);
            }
            else if (TryGather(name) is { } all)
            {
                _own.Add(all);
                (_handle, _events) = (all, PollEvents.In);
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        _timer = time.CreateTimer(static source => ((WaitSource)source!).Set(), _pause, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The first descriptor, which of a <c>hw:</c> PCM is the kernel's own.</summary>
    internal SafeFileHandle First => _own[0];

    /// <summary>Whether there is more to what is ready than the kernel says.</summary>
    internal bool NeedsTranslation { get; init; }

    /// <summary>Whether the descriptors are those of a control, not of a PCM.</summary>
    internal bool IsControl { get; init; }

    /// <summary>What is ready now, as poll(2) would say it of the PCM, or control; also takes back the ticks of a timer that is one of the descriptors.</summary>
    internal PollEvents Look(nint handle)
    {
        var polled = stackalloc PollDescriptor[_descriptors.Length];
        for (var i = 0; i < _descriptors.Length; i++)
        {
            polled[i] = _descriptors[i];
        }

        return Libc.poll(polled, (nuint)_descriptors.Length, 0) <= 0 ? PollEvents.None
            : Translate(handle, polled, out var events) < 0 ? PollEvents.Error
            : (PollEvents)events;
    }

    /// <summary>Something was moved: what was futile before does not count any more.</summary>
    internal void GoOn() => (_futile, _hasWaited) = (0, false);

    /// <summary>After a call that had to wait: until a descriptor is ready, or, where they are ready again and again and nothing goes on, for a moment. One at a time.</summary>
    /// <param name="handle">The PCM, or the control.</param>
    /// <param name="ready">What it is polled for.</param>
    /// <param name="isFutile">Whether it is ready already, and yet nothing went on.</param>
    internal OperationResult WaitFor(nint handle, PollEvents ready, out bool isFutile)
    {
        // The kernel's readiness of a descriptor is not yet that of what is behind it. Of one with nothing behind it, readiness is news until it has been waited for.
        isFutile = (NeedsTranslation || _hasWaited) && (Look(handle) & (ready | PollEvents.Error)) != PollEvents.None;
        _hasWaited = true;
        _futile = isFutile ? _futile + 1 : 0;
        return _futile > MostFutileLooks ? Pause() : Wait();
    }

    /// <summary>Until a descriptor is ready.</summary>
    internal OperationResult Wait() => _handle is null ? Pause() : OperationResult.WouldBlock(_handle, _events);

    /// <summary>For a moment: the descriptors are ready and it does not go on.</summary>
    internal OperationResult Pause()
    {
        _timer!.Change(s_pause, Timeout.InfiniteTimeSpan);
        return OperationResult.WouldBlock(_pause);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        foreach (var handle in _own)
        {
            handle.Dispose();
        }
    }

    private int Translate(nint handle, PollDescriptor* polled, out ushort events) => IsControl
        ? Asound.snd_ctl_poll_descriptors_revents(handle, polled, (uint)_descriptors.Length, out events)
        : Asound.snd_pcm_poll_descriptors_revents(handle, polled, (uint)_descriptors.Length, out events);

    /// <summary>Null if epoll refuses one of them.</summary>
    private SafeFileHandle? TryGather(string name)
    {
        var all = Libc.CreateEpoll(name);
        for (var i = 0; i < _descriptors.Length; i++)
        {
            if (!Libc.TryAdd(all, _own[i], (ushort)_descriptors[i].events))
            {
                all.Dispose();
                return null;
            }
        }

        return all;
    }
}
