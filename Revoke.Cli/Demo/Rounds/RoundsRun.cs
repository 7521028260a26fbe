using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>Compares the wakes of the library with bare ones, interleaved in the same rounds, in an order that rotates and turns round.</summary>
internal sealed class RoundsRun : IDisposable
{
    internal const int Sleepers = 14;
    internal const int WarmUps = 3;

    // Threads sleep between the two that use the thread pool, so that neither finds it still awake from the other.
    private const int Bare = 0;
    private const int Async = 1;
    private const int Try = 2;
    private const int AsyncBare = 3;
    private const int Throwing = 4;

    private readonly Crew _crew = new(Sleepers);
    private readonly FifoScope _fifos;
    private readonly ISleepKind[] _kinds;
    private int _round;

    internal RoundsRun(string directory)
    {
        _fifos = new FifoScope(directory, Sleepers);
        _kinds = new ISleepKind[5];
        _kinds[Bare] = new BareKind(_crew);
        _kinds[Async] = new AsyncReadKind(_fifos);
        _kinds[Try] = new ReadKind(_crew, _fifos, throwing: false);
        _kinds[AsyncBare] = new AsyncBareKind(Sleepers);
        _kinds[Throwing] = new ReadKind(_crew, _fifos, throwing: true);
    }

    public void Dispose()
    {
        Array.ForEach(_kinds, static kind => kind.Dispose());
        _fifos.Dispose();
        _crew.Dispose();
    }

    internal RoundReport RunOne()
    {
        var medians = new double[_kinds.Length];
        var step = _round % 2 == 0 ? 1 : _kinds.Length - 1;
        for (var i = 0; i < _kinds.Length; i++)
        {
            var which = (_round + (i * step)) % _kinds.Length;
            medians[which] = Median.Of(_kinds[which].MeasureWakes());
        }

        _round++;
        return new RoundReport(medians[Bare], medians[Try], medians[Throwing], medians[Async], medians[AsyncBare]);
    }
}
