using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Revoke;

/// <summary>How a scope behaves; children inherit it.</summary>
public sealed partial record RevokeScopeOptions
{
    private readonly TimeSpan _drainTimeout = TimeSpan.FromSeconds(5);
    private readonly long _generation = 1;

    /// <summary>How long revoke and dispose wait for uses and holds to leave, unless the call says otherwise. Default 5 s; <see cref="Timeout.InfiniteTimeSpan"/> is allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative and not infinite.</exception>
    public TimeSpan DrainTimeout
    {
        get => _drainTimeout;
        init => _drainTimeout = Deadline.Check(value, nameof(DrainTimeout));
    }

    /// <summary>The clock of deadlines, ages and timelines. Default the system's.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = TimeProvider.System;

    /// <summary>Counts the returns of a device: what is revoked in generation n stays dead when n+1 arrives. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public long Generation
    {
        get => _generation;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _generation = value;
        }
    }

    /// <summary>Where failures go that have no caller: callbacks, kicks and releases that throw. Default nowhere.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public ILogger Logger
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = NullLogger.Instance;

    /// <summary>The device that the scope follows; null if it follows none.</summary>
    internal IPresence? Presence { get; init; }
}
