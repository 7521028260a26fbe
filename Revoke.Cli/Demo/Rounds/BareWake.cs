namespace Revoke.Cli.Demo.Rounds;

/// <summary>How long it takes to wake a number of threads without the library, the last one included.</summary>
internal sealed class BareWake : IDisposable
{
    private readonly Crew _crew;
    private readonly BareKind _kind;

    internal BareWake(int count)
    {
        _crew = new Crew(count);
        _kind = new BareKind(_crew);
    }

    public void Dispose()
    {
        _kind.Dispose();
        _crew.Dispose();
    }

    /// <summary>In microseconds; on a thread of its own, as the rounds of the other demo.</summary>
    internal Task<double> MeasureAsync() => Task.Factory.StartNew(
        () => _kind.MeasureWakes().Max(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
