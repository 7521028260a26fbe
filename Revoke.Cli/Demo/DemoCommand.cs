using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Revoke.Cli.Demo.Bare;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Views;
using Spectre.Console;

namespace Revoke.Cli.Demo;

/// <summary><c>revoke demo</c>.</summary>
internal static class DemoCommand
{
    private const int MostRounds = 10_000;

    private const string Description =
        """
        Takes real devices away from sleeping readers, writers and pollers.

        Opens FIFOs, ptys, inotify instances, a sysfs attribute and, as root, the queues of a tap device in one scope, waits until
        somebody sleeps in every one of them, deletes the tap and revokes the scope. Then shows the same program without the library
        (in a child process, which is killed), and compares the time of a wake with that of a bare ppoll(2) or epoll(7).

        Exit code: 0 if every handle died, each was released exactly once and no descriptor leaked; 1 if not; 2 for a wrong command line.
        """;

    internal static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often wakes are compared, 0 to 10000; fewer than 20 prove nothing.",
            DefaultValueFactory = static _ => 30,
            HelpName = "N",
            CustomParser = ParseRounds,
        };
        var noBare = new Option<bool>("--no-bare") { Description = "Leave out the program without the library." };
        var command = new Command("demo", Description) { json, rounds, noBare };
        command.SetAction((arguments, _) => RunAsync(arguments.GetValue(json), arguments.GetValue(rounds), !arguments.GetValue(noBare)));
        return command;
    }

    /// <summary>What the demo starts itself as.</summary>
    internal static Command CreateChild()
    {
        var directory = new Argument<string>("directory");
        var command = new Command(BareChild.Command) { directory };
        command.Hidden = true;
        command.SetAction((arguments, _) => BareChild.RunAsync(arguments.GetRequiredValue(directory)));
        return command;
    }

    private static int ParseRounds(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds > MostRounds)
        {
            result.AddError($"--rounds takes a number from 0 to {MostRounds}, not '{text}'.");
        }

        return rounds;
    }

    private static async Task<int> RunAsync(bool json, int rounds, bool withBare)
    {
        IDemoView view = json ? new SilentView() : new ConsoleView(AnsiConsole.Console);
        var report = await view.ShowAsync(() => DemoRun.RunAsync(rounds, withBare, view)).ConfigureAwait(false);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, ReportJson.Default.DemoReport)).ConfigureAwait(false);
        }

        return report.Ok ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
