using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Revoke.Cli.CommandLine;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Views;
using Revoke.Cli.Output;
using Revoke.Drivers.Alsa;

namespace Revoke.Cli.Demo.Sound;

/// <summary><c>revoke demo alsa</c>.</summary>
internal static class SoundCommand
{
    private const string Name = "alsa";
    private const int UsualSeconds = 5;
    private const int MostSeconds = 3_600;

    private const string Description = "Plays a tone to a sound card, or to a file, and takes it away.";

    private const string Details =
        """
        Plays to the first card that can, and to a file where there is none, with a level meter. A card that is unplugged meanwhile takes itself away; else
        the demo does so, by policy: nothing is unbound or removed. Then it shows what became of the playing thread and of the card's mapped ring
        buffer, and plays on: to the same PCM if that is still there. There is no program without the library beside it.

        Exit code: 0 if the thread was told, nothing sounds in the ring buffer, no descriptor leaked, and it plays again; 1 if not, or without libasound; 2 for a
        wrong command line.
        """;

    internal static Command Create(DemoOptions options)
    {
        var pcm = new Option<string?>("--pcm") { Description = "Where to play, as libasound calls it: hw:0, default, null.", HelpName = "NAME" };
        pcm.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value.Length: 0 }, ..])
            {
                result.AddError("--pcm takes the name of a PCM, not ''.");
            }
        });
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long it plays before it is taken away, 0 to 3600.",
            DefaultValueFactory = static _ => UsualSeconds,
            HelpName = "N",
            CustomParser = ParseSeconds,
        };
        var command = new ToolCommand(Name, Description, Details) { pcm, seconds };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            new SoundSettings(options.Get(arguments), arguments.GetValue(pcm), TimeSpan.FromSeconds(arguments.GetValue(seconds))), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SoundSettings settings, CancellationToken cancellationToken)
    {
        await Task.Yield(); // signals are caught once this has returned
        if (!AlsaDriver.IsSupported)
        {
            return await Complaint.TellAsync($"demo {Name}", "libasound.so.2 is not installed: sudo apt-get install -y libasound2", ExitCodes.Failed);
        }

        ISoundView view = settings.Demo.Json ? SilentSoundView.Instance : new SoundConsoleView(Terminal.Create());
        SoundDemoReport report;
        try
        {
            report = await view.ShowAsync(() => SoundDemo.RunAsync(settings, view, cancellationToken));
        }
        catch (NotSupportedException exception)
        {
            return await Complaint.TellAsync($"demo {Name}", exception.Message, ExitCodes.Failed);
        }

        if (settings.Demo.Json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, ReportJson.Default.SoundDemoReport));
        }

        return report.Ok ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static int ParseSeconds(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > MostSeconds)
        {
            result.AddError($"--seconds takes a number from 0 to {MostSeconds}, not '{text}'.");
        }

        return seconds;
    }
}
