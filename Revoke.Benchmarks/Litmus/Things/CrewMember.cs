namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>One thread of a <see cref="Crew{T}"/>.</summary>
internal sealed class CrewMember(int lane, Random random)
{
    private const int WideBits = 20; // as longs, more than a processor's own cache holds

    private readonly long[] _wide = new long[1 << WideBits];
    private uint _place = (uint)lane + 1;
    private long _uses;
    private object? _with;
    private object? _doneWith;

    internal int Lane => lane;

    /// <summary>Its own.</summary>
    internal Random Random => random;

    internal Thread Thread { get; private set; } = Thread.CurrentThread;

    internal object? With
    {
        get => Volatile.Read(ref _with);
        set => Volatile.Write(ref _with, value);
    }

    internal object? DoneWith
    {
        get => Volatile.Read(ref _doneWith);
        set => Volatile.Write(ref _doneWith, value);
    }

    /// <summary>How often it has been inside, ever.</summary>
    internal ref long Uses => ref _uses;

    /// <summary>
    /// Writes to cache lines that are far away: this thread's next stores, to its slots, then stay in the store buffer for long, while its loads go on.
    /// That is when a missing barrier shows.
    /// </summary>
    internal void Clog(int stores)
    {
        for (; stores > 0; stores--)
        {
            _place = (_place * 1664525) + 1013904223;
            _wide[_place >> (32 - WideBits)] = _place;
        }
    }

    internal void Start(Action<CrewMember> live)
    {
        Thread = new Thread(() => live(this)) { IsBackground = true, Name = $"visitor {lane}" };
        Thread.Start();
    }

    /// <summary>Looks until it has been inside so many times more; not for ever.</summary>
    internal void AwaitUses(long more, Func<bool> isOver)
    {
        var target = Volatile.Read(ref Uses) + more;
        for (var looks = 1; Volatile.Read(ref Uses) < target && !isOver(); looks++)
        {
            if (looks % 4096 == 0)
            {
                Thread.Yield(); // it may wait for this processor
            }
        }
    }
}
