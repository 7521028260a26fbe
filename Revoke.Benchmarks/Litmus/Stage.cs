using System.Globalization;
using Revoke.Benchmarks.Litmus.Things;

namespace Revoke.Benchmarks.Litmus;

/// <summary>Where one part runs: its time, its randomness, and to whom it tells what it sees.</summary>
internal sealed class Stage
{
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly Watchdog _watchdog;
    private readonly TimeSpan _time;
    private readonly long _start;
    private readonly int _seed;
    private volatile string _doing = "beginning";
    private volatile Func<IEnumerable<ActiveUse>>? _capture;
    private long _round;

    internal Stage(string part, TimeSpan time, int seed, Watchdog watchdog)
    {
        Part = part;
        _time = time;
        _seed = seed;
        _watchdog = watchdog;
        _start = _clock.GetTimestamp();
        watchdog.Enter(Describe);
    }

    internal string Part { get; }

    /// <summary>Whether the barrier is issued.</summary>
    internal bool HasBarrier { get; init; } = true;

    /// <summary>Whether who waits is told.</summary>
    internal bool HasWake { get; init; } = true;

    /// <summary>Whether the first violation ends it.</summary>
    internal bool EndsWhenCaught { get; init; }

    internal Sightings Sightings { get; } = new();

    internal long Round => Interlocked.Read(ref _round);

    internal TimeSpan Elapsed => _clock.GetElapsedTime(_start);

    /// <summary>The next round, if there is to be one.</summary>
    internal bool Next()
    {
        _watchdog.Step();
        Doing("begun");
        Interlocked.Increment(ref _round);
        return Elapsed < _time && !(EndsWhenCaught && Sightings.Count > 0);
    }

    /// <summary>For the watchdog: what is being done, and who would know more if it does not end.</summary>
    internal void Doing(string what, Func<IEnumerable<ActiveUse>>? capture = null) => (_doing, _capture) = (what, capture);

    /// <summary>Randomness of one thread.</summary>
    internal Random CreateRandom(int lane) => new(HashCodeOf(_seed, lane));

    internal Cage CreateCage() => new(this, Round);

    internal void Saw(FormattableString what) => Sightings.Add(what);

    private string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Part}, round {Round}: {_doing}\n    {string.Join("\n    ", _capture?.Invoke() ?? [])}");

    // Not HashCode, which is another one in each process.
    private static int HashCodeOf(int seed, int lane) => unchecked((seed * 397) ^ (lane * 7919));
}
