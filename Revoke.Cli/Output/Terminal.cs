using Spectre.Console;

namespace Revoke.Cli.Output;

/// <summary>Where people read: colours and redrawing on a terminal only, and not if NO_COLOR is set (no-color.org).</summary>
internal static class Terminal
{
    internal static IAnsiConsole Create() => AnsiConsole.Create(
        Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is not null
            ? new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new PlainOutput() }
            : new AnsiConsoleSettings());

    /// <summary>Whether what was written can be drawn over, and in colour.</summary>
    internal static bool IsLive(this IAnsiConsole console) => console.Profile.Capabilities.Ansi;
}
