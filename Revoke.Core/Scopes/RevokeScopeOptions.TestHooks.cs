namespace Revoke;

public sealed partial record RevokeScopeOptions
{
    /// <summary>Who is told of the sleeps in files of this scope and those below it; null for nobody.</summary>
    internal ISleepObserver? SleepObserver { get; init; }
}
