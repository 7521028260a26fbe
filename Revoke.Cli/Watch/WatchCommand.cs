using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.DependencyInjection;
using Revoke.Cli.CommandLine;
using Revoke.Cli.Output;

namespace Revoke.Cli.Watch;

/// <summary><c>revoke watch</c>.</summary>
internal static class WatchCommand
{
    private const string Name = "watch";

    private const string Description = "Tells uevents as they come, and what becomes of devices that are followed: arrivals, each with its generation, and revocations.";

    private const string Details =
        """
        It goes on until it is ended by SIGINT, SIGTERM or SIGHUP, or until nobody reads its output any more.

        Exit code: 0; 1 if the monitor fails, or the output cannot be written; 2 for a wrong command line.
        """;

    // How long what has been seen may take to be written when nobody reads.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    internal static Command Create()
    {
        var json = Flag.CreateJson("Print one JSON object a line.");
        var noEvents = Flag.Create("--no-events", "Leave out uevents, and tell only what becomes of followed devices.");
        var subsystems = SubsystemOption.Create("Only uevents of this class or bus; may be given again.");
        var follow = new Option<string[]>("--follow", "-f")
        {
            Description = "Follow this device: a node (/dev/ttyUSB0), a link (/dev/serial/by-id/…, /sys/class/net/tap0), or a path of sysfs (/devices/…).",
            HelpName = "ID",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = static _ => [],
        };
        var roots = new RootOptions();
        var command = new ToolCommand(Name, Description, Details) { json, follow, subsystems, noEvents };
        roots.AddTo(command);
        follow.Validators.Add(result => Check(result, roots));
        command.SetAction((arguments, cancellationToken) =>
        {
            var places = roots.Get(arguments);
            var followed = (arguments.GetValue(follow) ?? []).Select(text => new FollowedDevice(text, DeviceArgument.Parse(text, places)!)).ToList();
            var settings = new WatchSettings(followed, !arguments.GetValue(noEvents), arguments.GetValue(subsystems) ?? []);
            return RunAsync(arguments.GetValue(json), settings, places, cancellationToken);
        });
        return command;
    }

    private static void Check(OptionResult result, RootOptions roots)
    {
        var places = roots.Get(result);
        foreach (var token in result.Tokens.Where(token => DeviceArgument.Parse(token.Value, places) is null))
        {
            result.AddError($"--follow takes a node below {places.Dev}, a link to one, or a path below {places.Sys} or /devices, not '{token.Value}'.");
        }
    }

    private static async Task<int> RunAsync(bool json, WatchSettings settings, Roots roots, CancellationToken cancellationToken)
    {
        if (!roots.HasSysfs)
        {
            return await Complaint.TellAsync(Name, roots.NoSysfs, ExitCodes.Failed);
        }

        await using var services = Services.Create(roots);
        var run = new WatchRun(services.GetRequiredService<DeviceMonitor>(), settings);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var output = WatchOutput.Create(json);
        var watching = Task.Run(() => run.RunAsync(output, end.Token), CancellationToken.None);
        var reading = OutputEnd.WaitAsync(end.Token);
        await Task.WhenAny(watching, reading);
        await end.CancelAsync();
        try
        {
            await watching.WaitAsync(s_grace, CancellationToken.None);
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            // A write to a pipe that is full and not read does not end: the process takes it along.
        }

        if (reading.IsFaulted)
        {
            await reading;
        }

        return ExitCodes.Ok;
    }
}
