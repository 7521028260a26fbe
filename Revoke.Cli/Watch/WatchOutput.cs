using System.Globalization;
using System.Text.Json;
using Revoke.Cli.Output;
using Revoke.Cli.Watch.Lines;
using Spectre.Console;

namespace Revoke.Cli.Watch;

/// <summary>Writes lines, each as soon as it is there.</summary>
internal static class WatchOutput
{
    private const int Word = 8;

    internal static Action<WatchLine> Create(bool json) => json ? CreateJson() : CreatePlain(Terminal.Create());

    // The line and its end in one write: whoever reads a pipe never has half of one.
    private static Action<WatchLine> CreateJson()
    {
        var output = Console.OpenStandardOutput();
        return line => output.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, WatchJson.Default.WatchLine), (byte)'\n']);
    }

    private static Action<WatchLine> CreatePlain(IAnsiConsole console) => line =>
    {
        var (word, text) = line.Describe();
        var time = line.Time.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        console.MarkupLine($"[grey]{time}[/]  [{Color(word)}]{Markup.Escape(word.PadRight(Word))}[/]  {Markup.Escape(text)}");
    };

    private static string Color(string word) => word switch
    {
        "add" or "arrived" => "green",
        "remove" or "revoked" => "red",
        "overflow" or "absent" => "yellow",
        _ => "default",
    };
}
