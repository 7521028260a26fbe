using Spectre.Console;

namespace Revoke.Cli.Ls;

/// <summary>Devices for people: a line each, so that a pipe can pick from them.</summary>
internal static class DeviceTable
{
    internal static void Write(IAnsiConsole console, LsReport report)
    {
        var table = new Table { Border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.None };
        foreach (var title in (string[])["driver", "subsystem", "name", "node", "device path"])
        {
            table.AddColumn(title);
        }

        foreach (var driver in report.Drivers)
        {
            foreach (var device in driver.Devices)
            {
                table.AddRow(Markup.Escape(driver.Name), Markup.Escape(device.Subsystem ?? "-"), Markup.Escape(device.Name), Markup.Escape(device.Node ?? "-"), Markup.Escape(device.DevicePath));
            }
        }

        console.Write(table);
    }
}
