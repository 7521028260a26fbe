using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>
/// What one of two threads does: portions, each with its time, until the first of the two is done. A portion counts if all the while the other thread was at
/// work too: a thread that waits for a processor, or begins late, makes no opponent.
/// </summary>
internal sealed class DuetPart
{
    private const int Portions = 64;
    private const int FewestPortions = 8;

    // Of a portion: long against the clock, short against a time slice.
    private const double Shortest = 3_000;

    // A portion takes so many times what others take if its thread has lost the processor meanwhile.
    private const double Lost = 8;

    private readonly long[] _stamps = new long[Portions + 1];
    private Action<int>? _action;
    private int _portion;
    private int _done;

    internal bool IsPrepared => _action is not null;

    /// <summary>Whether the portions were too short to be measured.</summary>
    internal bool IsShort => TimeAlone * _portion < Shortest;

    /// <summary>Nanoseconds of an operation, whatever the other thread did.</summary>
    internal double TimeAlone => Quantiles.Median(Enumerable.Range(0, _done).Select(GetTime)) / _portion;

    internal void Prepare(Action<int>? action, int portion) => (_action, _portion) = (action, portion);

    internal void Play(ref bool ended)
    {
        _stamps[0] = Clock.Now;
        for (_done = 0; _done == 0 || (_done < Portions && !Volatile.Read(ref ended)); _done++)
        {
            _action!(_portion);
            _stamps[_done + 1] = Clock.Now;
        }

        Volatile.Write(ref ended, true);
    }

    /// <summary>Nanoseconds of an operation while the other thread was at work too; NaN if it was not for long enough.</summary>
    internal double TimeBeside(DuetPart other)
    {
        var limit = Lost * other.TimeAlone * other._portion;
        double[] times = [.. Enumerable.Range(0, _done).Where(i => other.IsAtWork(_stamps[i], _stamps[i + 1], limit)).Select(GetTime)];
        return times.Length >= FewestPortions ? Quantiles.Median(times) / _portion : double.NaN;
    }

    private double GetTime(int index) => Clock.Nanoseconds(_stamps[index], _stamps[index + 1]);

    private bool IsAtWork(long from, long to, double limit)
    {
        if (from < _stamps[0] || to > _stamps[_done])
        {
            return false;
        }

        for (var i = 0; i < _done; i++)
        {
            if (_stamps[i] < to && _stamps[i + 1] > from && GetTime(i) > limit)
            {
                return false;
            }
        }

        return true;
    }
}
