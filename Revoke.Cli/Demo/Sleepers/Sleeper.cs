namespace Revoke.Cli.Demo.Sleepers;

/// <summary>Somebody who sleeps in a handle.</summary>
internal abstract class Sleeper(HandlePlan plan)
{
    internal HandlePlan Plan => plan;

    /// <summary>Ends when the sleep does.</summary>
    internal abstract Task<SleepEnd> End { get; }

    /// <summary>Whether it really sleeps; for one that loops, whether it has been round often enough.</summary>
    internal abstract bool IsAsleep { get; }

    internal abstract void Start();
}
