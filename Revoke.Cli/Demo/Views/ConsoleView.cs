using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Revoke.Cli.Demo.Views;

/// <summary>
/// For people: on a terminal one table that is filled in while things happen, drawn only between the measured moments; elsewhere the
/// same as plain text when it is known.
/// </summary>
internal sealed class ConsoleView : IDemoView
{
    private readonly IAnsiConsole _console;
    private readonly bool _isLive;
    private LiveDisplayContext? _live;
    private List<HandleRow> _rows = [];
    private string _status = "warming up";

    internal ConsoleView(IAnsiConsole console)
    {
        _console = console;
        _isLive = console.IsLive();
    }

    public async Task<DemoReport> ShowAsync(Func<Task<DemoReport>> demo)
    {
        DemoReport report;
        if (_isLive)
        {
            report = await _console.Live(Render()).StartAsync(live =>
            {
                _live = live;
                return demo();
            });
        }
        else
        {
            report = await demo();
            _console.Write(HandleTable.Create(_rows, _isLive));
        }

        Conclusion.Write(_console, report, _isLive);
        return report;
    }

    public void Opened(IReadOnlyList<HandlePlan> plans)
    {
        _rows = [.. plans.Select(static plan => new HandleRow(plan))];
        Draw("falling asleep");
    }

    public void FallingAsleep(int asleep) => Draw(string.Create(CultureInfo.InvariantCulture, $"falling asleep: {asleep} of {_rows.Count}"));

    public void AllAsleep()
    {
        _rows.ForEach(static row => row.Sleep());
        Draw("all asleep: taking it away");
    }

    public void Woken(IReadOnlyList<HandleReport> handles)
    {
        foreach (var (row, report) in _rows.Zip(handles))
        {
            row.Wake(report);
        }

        Draw("taken away");
    }

    public void WatchingBare(TimeSpan elapsed)
    {
        foreach (var row in _rows)
        {
            row.WithoutLibrary = string.Create(CultureInfo.InvariantCulture, $"[grey]{elapsed.TotalSeconds:F1} s ...[/]");
        }

        Draw("the same without the library: tokens cancelled, handles disposed");
    }

    public void BareEnded(IReadOnlyList<HandleReport> handles)
    {
        foreach (var (row, report) in _rows.Zip(handles))
        {
            row.WakeWithoutLibrary(report);
        }

        Draw("comparing wakes");
    }

    public void Measuring(int round, int rounds) =>
        Draw(round == rounds ? null : string.Create(CultureInfo.InvariantCulture, $"comparing wakes: round {round} of {rounds}"));

    private void Draw(string? status)
    {
        _status = status ?? string.Empty;
        _live?.UpdateTarget(Render());
    }

    private Rows Render() => new([HandleTable.Create(_rows, _isLive), .. _status.Length > 0 ? [new Text(_status)] : Array.Empty<IRenderable>()]);
}
