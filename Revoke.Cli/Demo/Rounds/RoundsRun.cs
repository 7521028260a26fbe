using System.Diagnostics;
using Revoke.Cli.Demo.Reports;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>Compares the wakes of the library with bare ones, interleaved in the same rounds, in an order that rotates.</summary>
internal sealed class RoundsRun : IDisposable
{
    internal const int Sleepers = 14;
    internal const int WarmUps = 3;

    private readonly Crew _crew = new(Sleepers);
    private readonly FifoScope _fifos;
    private readonly ISleepKind[] _kinds;
    private int _first;

    internal RoundsRun(string directory)
    {
        _fifos = new FifoScope(directory, Sleepers);
        _kinds =
        [
            new BareKind(_crew),
            new ReadKind(_crew, _fifos, throwing: false),
            new ReadKind(_crew, _fifos, throwing: true),
            new AsyncReadKind(_fifos),
            new AsyncBareKind(Sleepers),
        ];
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
        _first++;
        for (var i = 0; i < _kinds.Length; i++)
        {
            var which = (_first + i) % _kinds.Length;
            medians[which] = Measure(_kinds[which]);
        }

        return new RoundReport(medians[0], medians[1], medians[2], medians[3], medians[4]);
    }

    private static double Measure(ISleepKind kind)
    {
        kind.Prepare();
        var start = Stopwatch.GetTimestamp();
        kind.Wake();
        var back = kind.Finish();
        return Median.Of(back.Select(at => Stopwatch.GetElapsedTime(start, at).TotalMicroseconds));
    }
}
