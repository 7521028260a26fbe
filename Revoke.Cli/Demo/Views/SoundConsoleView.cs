using System.Globalization;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sound;
using Revoke.Cli.Output;
using Revoke.Drivers.Alsa;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Revoke.Cli.Demo.Views;

/// <summary>For people: on a terminal a level meter that is drawn over, elsewhere a line a second; then what has become of everything.</summary>
internal sealed class SoundConsoleView : ISoundView
{
    private const int BarWidth = 40;
    private const double Loud = -15;

    private readonly IAnsiConsole _console;
    private LiveDisplayContext? _live;
    private string _title = string.Empty;
    private string _meter = string.Empty;
    private int _seconds;

    internal SoundConsoleView(IAnsiConsole console) => _console = console;

    public async Task<SoundDemoReport> ShowAsync(Func<Task<SoundDemoReport>> demo)
    {
        SoundDemoReport report;
        if (_console.IsLive())
        {
            report = await _console.Live(new Text("looking for a sound card")).StartAsync(live =>
            {
                _live = live;
                return demo();
            });
        }
        else
        {
            report = await demo();
        }

        SoundTable.Write(_console, report);
        return report;
    }

    public void Playing(AlsaPcm pcm, string? card) =>
        Tell(_title = Markup.Escape($"a tone goes to {pcm}{(card is null ? string.Empty : $", {card}: unplug it, if you like")}"));

    public void Heard(TimeSpan elapsed, double decibels, long frames)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{decibels,6:F1} dB, {frames} frames");
        if (_live is not null)
        {
            Draw(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds,5:F1} s [{(decibels > Loud ? "yellow" : "green")}]{Level.ToBar(decibels, BarWidth)}[/] {text}"));
        }
        else if ((int)elapsed.TotalSeconds > _seconds)
        {
            _seconds = (int)elapsed.TotalSeconds;
            Tell(string.Create(CultureInfo.InvariantCulture, $"{_seconds} s: {text.Trim()}"));
        }
    }

    public void TakenAway(RevokeOutcome outcome)
    {
        var how = outcome.WasFirst ? "nobody has unplugged it: it is taken away by policy" : $"the card has gone by itself: {outcome.Reason.Cause}";
        Tell(how);
        Draw(how);
    }

    private void Tell(string line)
    {
        if (_live is null)
        {
            _console.MarkupLine(line);
        }
    }

    private void Draw(string meter)
    {
        _meter = meter;
        _live?.UpdateTarget(new Rows(new IRenderable[] { new Markup(_title), new Markup(_meter) }));
    }
}
