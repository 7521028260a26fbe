using System.Globalization;
using System.Text;

namespace Revoke.Benchmarks.Harness;

/// <summary>
/// Writes a report into a Markdown file: between the two comments that name its suite if the file has them, else at its end. What stands
/// around them is left alone, so that a page can be written by hand around tables that are not.
/// </summary>
internal static class MarkdownReport
{
    /// <summary>Why nothing can be written into the file, which is created if it does not exist; null if something can. It is asked before minutes are spent on measuring.</summary>
    internal static string? WhyNot(string path)
    {
        try
        {
            using var file = File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return e.Message;
        }
    }

    /// <summary>Writes it into the file, which is created if it does not exist.</summary>
    internal static void Write(string path, Report report, IEnumerable<(string Name, string Value)> machine)
    {
        var page = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        File.WriteAllText(path, Insert(page, report.Suite, Render(report, machine)));
    }

    /// <summary>The page with this text as the suite's.</summary>
    internal static string Insert(string page, string suite, string text)
    {
        var (begin, end) = ($"<!-- bench {suite} -->\n", $"<!-- end of bench {suite} -->\n");
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = page.IndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? string.Concat(page.AsSpan(0, from + begin.Length), text, page.AsSpan(to))
            : page + (page.Length > 0 ? "\n" : string.Empty) + begin + text + end;
    }

    /// <summary>The tables.</summary>
    internal static string Render(Report report, IEnumerable<(string Name, string Value)> machine)
    {
        var text = new StringBuilder();
        text.Append('\n').AppendJoin("; ", machine.Select(static entry => $"{entry.Name}: {entry.Value}")).Append(".\n");
        if (report.Bars.Count > 0)
        {
            text.Append("\n| bar | measured | limit | A/A | |\n|---|---:|---:|---:|---|\n");
            foreach (var bar in report.Bars)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {bar.Name} | {bar.MeasuredText} | {bar.Limit:0.000} | {bar.Control:0.000} | {bar.Word}{(bar.Missing is null ? null : $": {bar.Missing}")} |\n");
            }
        }

        if (report.Figures.Count > 0)
        {
            text.Append("\n| figure | value | |\n|---|---:|---|\n");
            foreach (var figure in report.Figures)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {figure.Name} | {figure.Text} | {figure.Unit} |\n");
            }
        }

        return text.Append('\n').ToString();
    }
}
