namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>Threads that do the same with whatever they are shown, one thing after the other.</summary>
/// <typeparam name="T">What they are shown.</typeparam>
internal sealed class Crew<T> : IDisposable
    where T : class
{
    private readonly Stage _stage;
    private readonly Action<CrewMember, T> _visit;
    private readonly Action<T> _check;
    private readonly CrewMember[] _members;
    private readonly bool _isApart;
    private volatile bool _isOver;
    private T? _shown;

    /// <summary>Starts them.</summary>
    /// <param name="stage">Where.</param>
    /// <param name="size">How many.</param>
    /// <param name="visit">What each does; it returns when there is nothing more to be done with that one.</param>
    /// <param name="check">What the caller does when all have gone on to the next one.</param>
    /// <param name="isApart">Whether the caller keeps to one processor and the first of them to another one.</param>
    internal Crew(Stage stage, int size, Action<CrewMember, T> visit, Action<T> check, bool isApart = false)
    {
        (_stage, _visit, _check, _isApart) = (stage, visit, check, isApart);
        _members = [.. Enumerable.Range(0, size).Select(lane => new CrewMember(lane, stage.CreateRandom(lane + 1)))];
        foreach (var member in _members)
        {
            member.Start(Live);
        }

        if (isApart)
        {
            Processor.Keep(0);
        }
    }

    internal IReadOnlyList<CrewMember> Members => _members;

    /// <summary>What they go to next, each when it is done with the last one; until all have.</summary>
    internal void Show(T thing)
    {
        var last = _shown;
        Volatile.Write(ref _shown, thing);
        _stage.Doing("waiting for the others to come");
        AwaitAll(member => ReferenceEquals(member.With, thing));
        if (last is not null)
        {
            _check(last);
        }
    }

    /// <summary>Until all are done with what was shown.</summary>
    internal void AwaitDone(T thing) => AwaitAll(member => ReferenceEquals(member.DoneWith, thing));

    /// <summary>Waits until all have ended; what they have been shown must let them.</summary>
    public void Dispose()
    {
        _isOver = true;
        foreach (var member in _members)
        {
            member.Thread.Join();
        }

        if (_isApart)
        {
            Processor.Leave();
        }

        if (_shown is { } last)
        {
            _check(last);
        }
    }

    private void Live(CrewMember me)
    {
        object? last = null;
        if (_isApart && me.Lane == 0)
        {
            Processor.Keep(1);
        }

        while (!_isOver)
        {
            if (Volatile.Read(ref _shown) is not { } thing || ReferenceEquals(thing, last))
            {
                Idle();
                continue;
            }

            me.With = last = thing;
            try
            {
                _visit(me, thing);
            }
            catch (Exception exception)
            {
                _stage.Saw($"round {_stage.Round}: {exception}");
            }

            me.DoneWith = thing;
        }
    }

    private void AwaitAll(Predicate<CrewMember> condition)
    {
        while (!Array.TrueForAll(_members, condition))
        {
            Idle();
        }
    }

    // Not a SpinWait, which can be interrupted.
    private static void Idle()
    {
        Thread.SpinWait(10);
        Thread.Yield();
    }
}
