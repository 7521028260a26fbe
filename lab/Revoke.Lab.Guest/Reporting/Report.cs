using System.Diagnostics;
using System.Globalization;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Reporting;

/// <summary>What the host reads: facts and marks, a line each (lab/Revoke.Lab, Runs/Pass.cs). Any thread may report.</summary>
internal static class Report
{
    private static readonly Lock s_writing = new();
    private static readonly Stream s_output = Console.OpenStandardOutput();

    internal static void Fact(string name, string value) => Write($"= {name}: {value}");

    internal static void Fact(string name, double value) => Fact(name, value.ToString("0.###", CultureInfo.InvariantCulture));

    internal static void Mark(string name) => Write($"@ {name}");

    internal static void Log(string text, Moment? at = null) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"log {at?.Milliseconds ?? (Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency):F2} {text}"));

    private static void Write(string line)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" ") + "\n");
        lock (s_writing)
        {
            s_output.Write(bytes);
            s_output.Flush();
        }
    }
}
