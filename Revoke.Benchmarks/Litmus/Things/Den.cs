namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>A scope with something to take away in it: a value that goes with it, one that is disposed before, and a file.</summary>
internal sealed class Den
{
    private const string ShortLived = "a short-lived value";

    private static readonly RevokeScopeOptions s_forever = new() { DrainTimeout = Timeout.InfiniteTimeSpan };

    private readonly Stage _stage;
    private readonly Prey _read;
    private Prey? _passed;
    private Revocable<Prey> _passing;

    internal Den(Stage stage, string name, Mailbox<ScopeHold> mail)
    {
        (_stage, Mail) = (stage, mail);
        Scope = new RevokeScope(name, s_forever);
        (Kept, _read) = (new Prey(stage, $"the value of {name}"), new Prey(stage, $"the file of {name}"));
        Value = Guard(Kept);
        _passed = new Prey(stage, ShortLived);
        _passing = Guard(_passed);
        File = Scope.Open(_read);
    }

    internal RevokeScope Scope { get; }

    /// <summary>What is not released before the scope is revoked.</summary>
    internal Prey Kept { get; }

    internal Revocable<Prey> Value { get; }

    /// <summary>What is not for long.</summary>
    internal Revocable<Prey> Passing => Volatile.Read(ref _passing);

    internal RevocableFile File { get; }

    /// <summary>For all dens of a round: whoever revokes empties it first, so that nobody waits for a hold in it.</summary>
    internal Mailbox<ScopeHold> Mail { get; }

    /// <summary>Revokes, and looks whether what it says is so.</summary>
    internal void Revoke()
    {
        EmptyMail();
        try
        {
            Check(Scope.Revoke(RevokeReason.Unplugged));
        }
        catch (ThreadInterruptedException)
        {
            CheckClosed();
        }
    }

    /// <summary>Another one in the place of <see cref="Passing"/>, which is disposed.</summary>
    internal void Renew()
    {
        var prey = new Prey(_stage, ShortLived);
        try
        {
            var next = Guard(prey);
            do
            {
                prey.Next = Volatile.Read(ref _passed);
            }
            while (Interlocked.CompareExchange(ref _passed, prey, prey.Next) != prey.Next);
            Interlocked.Exchange(ref _passing, next).Dispose();
        }
        catch (Exception exception) when (exception is RevokedException or ThreadInterruptedException)
        {
            // Too late for this one, or interrupted where the runtime looks up the text of an exception.
        }
    }

    internal void EmptyMail() => Mail.Empty(static hold => hold.Dispose());

    /// <summary>After everything.</summary>
    internal void CheckReleased()
    {
        Kept.CheckReleased();
        _read.CheckReleased();
        for (var prey = Volatile.Read(ref _passed); prey is not null; prey = prey.Next)
        {
            prey.CheckReleased();
        }
    }

    private Revocable<Prey> Guard(Prey prey) => new(Scope, prey, kick: null, static prey => prey.Release());

    private void Check(RevokeOutcome outcome)
    {
        CheckClosed();
        if (outcome.IsCompleted)
        {
            Kept.CheckReleased();
            _read.CheckReleased();
        }

        if (outcome.Stuck.Count > 0)
        {
            _stage.Saw($"round {_stage.Round}: a revoke without a deadline returned with {outcome.Stuck[0]} stuck");
        }
    }

    private void CheckClosed()
    {
        if (Scope.TryEnter(out var use))
        {
            use.Dispose();
            _stage.Saw($"round {_stage.Round}: {Scope.Name} was entered after its revoke had returned");
        }
    }
}
