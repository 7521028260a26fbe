using System.Diagnostics;

namespace Revoke.Lab.Guest.Signs;

/// <summary>A point in time that is set once: the first call counts. It says nothing by itself: a line is written by the emulated serial port at the cost of what is measured.</summary>
internal sealed class Moment
{
    private long _at;

    /// <summary>When, of the clock that the log shows.</summary>
    internal double Milliseconds => Volatile.Read(ref _at) * 1000.0 / Stopwatch.Frequency;

    internal bool IsSet => Volatile.Read(ref _at) != 0;

    internal void Set() => Interlocked.CompareExchange(ref _at, Stopwatch.GetTimestamp(), 0);

    /// <summary>Milliseconds from another moment to this; 0 if this was first.</summary>
    internal double MillisecondsAfter(Moment other) =>
        Math.Max(0, (Volatile.Read(ref _at) - Volatile.Read(ref other._at)) * 1000.0 / Stopwatch.Frequency);
}
