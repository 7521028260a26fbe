namespace Revoke.Cli.Demo.Sleepers;

/// <summary>Somebody who sleeps in a handle.</summary>
internal abstract class Sleeper(HandlePlan plan)
{
    private SleepEnd? _ended;

    internal HandlePlan Plan => plan;

    /// <summary>How the sleep ended; null if it has not. Nobody is told: a sleeper that had to tell somebody would delay the next one.</summary>
    internal SleepEnd? Ended => Volatile.Read(ref _ended);

    /// <summary>Whether it really sleeps; for one that loops, whether it has been round often enough.</summary>
    internal abstract bool IsAsleep { get; }

    internal abstract void Start();

    /// <summary>It is not needed any more.</summary>
    internal virtual void Dismiss()
    {
    }

    private protected void SetEnded(SleepEnd end) => Volatile.Write(ref _ended, end);
}
