namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>A scope with something to take away in it: a value that goes with it, one that may be disposed before, and a file.</summary>
internal sealed class Den
{
    private static readonly RevokeScopeOptions s_forever = new() { DrainTimeout = Timeout.InfiniteTimeSpan };

    private readonly Stage _stage;
    private readonly Prey _passing;
    private readonly Prey _read;

    internal Den(Stage stage, string name, Mailbox<ScopeHold> mail)
    {
        (_stage, Mail) = (stage, mail);
        Scope = new RevokeScope(name, s_forever);
        (Kept, _passing, _read) = (new Prey(stage, $"the value of {name}"), new Prey(stage, $"the short-lived value of {name}"), new Prey(stage, $"the file of {name}"));
        Value = new Revocable<Prey>(Scope, Kept, kick: null, static prey => prey.Release());
        Passing = new Revocable<Prey>(Scope, _passing, kick: null, static prey => prey.Release());
        File = Scope.Open(_read);
    }

    internal RevokeScope Scope { get; }

    /// <summary>What is not released before the scope is revoked.</summary>
    internal Prey Kept { get; }

    internal Revocable<Prey> Value { get; }

    internal Revocable<Prey> Passing { get; }

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

    internal void EmptyMail() => Mail.Empty(static hold => hold.Dispose());

    /// <summary>After everything.</summary>
    internal void CheckReleased()
    {
        Kept.CheckReleased();
        _passing.CheckReleased();
        _read.CheckReleased();
    }

    private void Check(RevokeOutcome outcome)
    {
        CheckClosed();
        if (outcome.IsCompleted)
        {
            CheckReleased();
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
