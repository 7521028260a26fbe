using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Revoke;

/// <summary>A moment after which nobody waits any longer; of the default there is none.</summary>
internal readonly struct Deadline
{
    private readonly TimeProvider? _time;
    private readonly long _start;
    private readonly TimeSpan _timeout;

    internal Deadline(TimeProvider time, TimeSpan timeout)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            _time = time;
            _timeout = timeout;
            _start = time.GetTimestamp();
        }
    }

    [MemberNotNullWhen(false, nameof(_time))]
    internal bool IsInfinite => _time is null;

    /// <summary>What is left, never negative; <see cref="Timeout.InfiniteTimeSpan"/> if there is no end.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            if (IsInfinite)
            {
                return Timeout.InfiniteTimeSpan;
            }

            var left = _timeout - _time.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary><see cref="Remaining"/> as real time; infinite where the clock is not the system's, whose timer then has to end the wait.</summary>
    internal TimeSpan RealRemaining => IsRealTime ? Remaining : Timeout.InfiniteTimeSpan;

    private bool IsRealTime => ReferenceEquals(_time, TimeProvider.System);

    internal bool HasPassed => !IsInfinite && Remaining == TimeSpan.Zero;

    /// <summary>The timer that ends a wait where <see cref="RealRemaining"/> cannot; <see langword="null"/> where it can.</summary>
    internal ITimer? CreateTimer(TimerCallback callback, object state) =>
        IsInfinite || IsRealTime ? null : _time.CreateTimer(callback, state, Remaining, Timeout.InfiniteTimeSpan);

    /// <summary>The longest finite wait: what <see cref="Timer"/> and <see cref="Monitor"/> take.</summary>
    internal static TimeSpan Max => TimeSpan.FromMilliseconds(int.MaxValue - 1);

    internal static TimeSpan Check(TimeSpan timeout, [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, Max, name);
        }

        return timeout;
    }
}
