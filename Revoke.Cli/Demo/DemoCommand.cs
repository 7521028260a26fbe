using System.CommandLine;
using System.Text.Json;
using Revoke.Cli.CommandLine;
using Revoke.Cli.Demo.Bare;
using Revoke.Cli.Demo.Mappings;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sound;
using Revoke.Cli.Demo.Views;
using Revoke.Cli.Output;

namespace Revoke.Cli.Demo;

/// <summary><c>revoke demo</c>, <c>demo sysfs</c> and <c>demo mapping</c>; beside them <see cref="SoundCommand"/>.</summary>
internal static class DemoCommand
{
    private const string Name = "demo";
    private const string SysfsName = "sysfs";
    private const string MappingName = "mapping";

    private const string Description = "Takes real devices away from sleeping readers, writers and pollers.";

    private const string Details =
        """
        Opens FIFOs, ptys, inotify instances, a sysfs attribute and, as root, the queues of a tap device in one scope, waits until
        somebody sleeps in every one of them, deletes the tap and revokes the scope. Then shows the same program without the library
        (in a child process, which is killed), and compares the time of a wake with that of a bare ppoll(2) or epoll(7).

        Exit code: 0 if every handle died, each was released exactly once and no descriptor leaked; 1 if not; 2 for a wrong command line.
        """;

    private const string SysfsDescription = "Removes followed devices under their handles; they come back as the next generation.";

    private const string SysfsDetails =
        """
        As root makes a tap device and a veth pair, follows them, waits until somebody sleeps in queues of the tap and in attributes
        of all three, and has the kernel delete them: their uevents revoke everything. Then makes them again, under the same names, and
        tries old and new handles. Without root the device is a fake one. The program without the library and the comparison are as in demo.

        Exit code: 0 if every handle died for good, each was released exactly once, no descriptor leaked, and the new generation
        works; 1 if not; 2 for a wrong command line.
        """;

    private const string MappingDescription = "Pulls mapped memory from under its readers, beside a bare program that dies of it.";

    private const string MappingDetails =
        """
        Child processes map a file and read it; then the file is truncated, or the mapping ended. The bare ones (MemoryMappedFile, every exception
        caught) end with exit code 134; those with the library are told, and go on. Then mappings are revoked in this process while
        threads read them, through views and bare pointers: nobody may ever see a byte that is neither the file's nor the policy's.

        Exit code: 0 if every bare program died, every other one went on, and no byte was foreign; 1 if not; 2 for a wrong command line.
        """;

    internal static Command Create()
    {
        var options = new DemoOptions();
        var sysfs = new ToolCommand(SysfsName, SysfsDescription, SysfsDetails);
        sysfs.SetAction((arguments, cancellationToken) => RunAsync(options.Get(arguments), DeviceDemo.RunAsync, cancellationToken));
        var mapping = new ToolCommand(MappingName, MappingDescription, MappingDetails);
        mapping.SetAction((arguments, cancellationToken) => RunMappingAsync(options.Get(arguments), cancellationToken));
        var command = new ToolCommand(Name, Description, Details) { sysfs, mapping, SoundCommand.Create(options) };
        command.SetAction((arguments, cancellationToken) => RunAsync(options.Get(arguments), ScopeDemo.RunAsync, cancellationToken));
        options.AddTo(command);
        return command;
    }

    /// <summary>What <c>revoke demo mapping</c> starts itself as.</summary>
    internal static Command CreateMappingChild()
    {
        var hazard = new Argument<Hazard>("hazard");
        var guarded = new Argument<bool>("guarded");
        var path = new Argument<string>("path");
        var command = new Command(MappingChild.Command) { hazard, guarded, path };
        command.Hidden = true;
        command.SetAction((arguments, _) => MappingChild.RunAsync(arguments.GetRequiredValue(hazard), arguments.GetRequiredValue(guarded), arguments.GetRequiredValue(path)));
        return command;
    }

    /// <summary>What the other demos start themselves as.</summary>
    internal static Command CreateChild()
    {
        var kind = new Argument<string>("kind");
        var directory = new Argument<string>("directory") { DefaultValueFactory = static _ => string.Empty };
        var command = new Command(BareChild.Command) { kind, directory };
        command.Hidden = true;
        command.SetAction((arguments, _) => BareChild.RunAsync(arguments.GetRequiredValue(kind), arguments.GetRequiredValue(directory)));
        return command;
    }

    private static async Task<int> RunMappingAsync(DemoSettings settings, CancellationToken cancellationToken)
    {
        await Task.Yield(); // signals are caught once this has returned
        var report = await MappingDemo.RunAsync(settings, cancellationToken);
        if (settings.Json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, ReportJson.Default.MappingDemoReport));
        }
        else
        {
            MappingTables.Write(Terminal.Create(), report);
        }

        return report.Ok ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<int> RunAsync(
        DemoSettings settings, Func<DemoSettings, IDemoView, CancellationToken, Task<DemoReport>> demo, CancellationToken cancellationToken)
    {
        await Task.Yield(); // signals are caught once this has returned
        IDemoView view = settings.Json ? SilentView.Instance : new ConsoleView(Terminal.Create());
        var report = await view.ShowAsync(() => demo(settings, view, cancellationToken));
        if (settings.Json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, report.GetType(), ReportJson.Default));
        }

        return report.Ok ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
