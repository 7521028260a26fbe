using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Revoke.Cli.CommandLine;
using Revoke.Cli.Output;
using Revoke.Drivers;
using Spectre.Console;

namespace Revoke.Cli.Ls;

/// <summary><c>revoke ls</c>.</summary>
internal static class LsCommand
{
    private const string Name = "ls";

    private const string Description = "Lists the devices of each driver.";

    private const string Details =
        """
        Exit code: 0; 1 if a driver could not look for its devices; 2 for a wrong command line, an unknown driver among others.
        """;

    // Which drivers there are does not depend on what is where; the directory just has to exist.
    private static readonly Roots s_anyRoots = new("/", Roots.DefaultDev);

    internal static Command Create()
    {
        var json = Flag.CreateJson();
        var drivers = new Option<string[]>("--driver", "-d") { Description = "Only those of this driver; may be given again.", HelpName = "NAME", DefaultValueFactory = static _ => [] };
        drivers.CompletionSources.Add(static _ => Names());
        var subsystems = SubsystemOption.Create("Only those of this class or bus; may be given again.");
        var roots = new RootOptions();
        var command = new ToolCommand(Name, Description, Details) { json, drivers, subsystems };
        roots.AddTo(command);
        command.SetAction((arguments, _) => RunAsync(
            arguments.GetValue(json), new DeviceFilter(arguments.GetValue(drivers) ?? [], arguments.GetValue(subsystems) ?? []), roots.Get(arguments)));
        return command;
    }

    private static IEnumerable<string> Names()
    {
        using var services = Services.Create(s_anyRoots);
        return [.. services.GetServices<IDeviceDriver>().Select(static driver => driver.Name)];
    }

    private static async Task<int> RunAsync(bool json, DeviceFilter filter, Roots roots)
    {
        await using var services = Services.Create(roots.HasSysfs ? roots : s_anyRoots);
        List<IDeviceDriver> drivers = [.. services.GetServices<IDeviceDriver>()];
        if (filter.Drivers.FirstOrDefault(name => !drivers.Exists(driver => string.Equals(driver.Name, name, StringComparison.Ordinal))) is { } unknown)
        {
            var known = string.Join(", ", drivers.Select(static driver => driver.Name));
            return await Complaint.TellAsync(Name, $"there is no driver '{unknown}'; there are: {known}", ExitCodes.Usage);
        }

        var report = roots.HasSysfs ? LsRun.Run(drivers, filter) : LsRun.Refuse(drivers, filter, roots.NoSysfs);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, LsJson.Default.LsReport));
        }
        else
        {
            DeviceTable.Write(Terminal.Create(), report);
        }

        var code = ExitCodes.Ok;
        foreach (var driver in report.Drivers.Where(static driver => driver.Error is not null))
        {
            code = await Complaint.TellAsync(Name, $"{driver.Name}: {driver.Error}", ExitCodes.Failed);
        }

        return code;
    }
}
