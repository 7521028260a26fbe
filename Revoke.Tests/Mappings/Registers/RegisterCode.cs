using System.Text.RegularExpressions;

namespace Revoke.Tests.Mappings.Registers;

/// <summary>The machine code of one method, x64, as the runtime or objdump writes it down; read for its accesses to memory and its calls of registers.</summary>
internal sealed partial class RegisterCode
{
    private readonly List<CodeLine> _lines;

    private RegisterCode(List<CodeLine> lines) => _lines = lines;

    /// <summary>How wide it accesses what is not on its stack.</summary>
    internal IReadOnlyList<string> Accesses => [.. WidthsOf(_lines)];

    /// <summary>Of the accesses, those that a jump back leads to again.</summary>
    internal IReadOnlyList<string> AccessesInLoops => [.. WidthsOf(_lines.Where((_, at) => _lines.Where((jump, from) => from >= at && jump.Target <= at).Any()))];

    /// <summary>All that it calls.</summary>
    internal IReadOnlyList<string> Calls => [.. _lines.Where(static line => line.Called is not null).Select(static line => line.Called!)];

    /// <summary>From what the runtime writes with DOTNET_JitDisasm: the last optimized version.</summary>
    internal static RegisterCode FromRuntime(string listings, string type, string method)
    {
        var found = listings.Split("; Assembly listing for method ").LastOrDefault(
            part => part.Split('\n')[0] is var title && title.Contains($"{type}:{method}(", StringComparison.Ordinal) && title.EndsWith("(Tier1)", StringComparison.Ordinal));
        Assert.That(found, Is.Not.Null, () => $"No optimized {type}:{method} in:\n{listings}");
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        var texts = new List<string>();
        foreach (var line in found!.Split('\n').Skip(1).TakeWhile(static line => !line.StartsWith("; Total", StringComparison.Ordinal)))
        {
            if (line.StartsWith("G_M", StringComparison.Ordinal))
            {
                labels[line.Split(':')[0]] = texts.Count;
            }
            else if (line.StartsWith(' ') && !string.IsNullOrWhiteSpace(line))
            {
                texts.Add(line.Trim());
            }
        }

        return new RegisterCode(texts.ConvertAll(text => new CodeLine(
            Normalize(text),
            Called(text, RuntimeCall()),
            text.StartsWith('j') && labels.TryGetValue(text.Split(' ')[^1], out var target) ? target : null)));
    }

    /// <summary>From what <c>objdump -d -M intel --no-show-raw-insn</c> writes.</summary>
    internal static RegisterCode FromObjdump(string listings, string type, string method)
    {
        var symbol = $"{type.Replace('.', '_')}__{method}>:";
        var found = listings.Split("\n\n").FirstOrDefault(part => part.Split('\n')[0].EndsWith(symbol, StringComparison.Ordinal));
        Assert.That(found, Is.Not.Null, () => $"There is no {symbol}");
        var lines = found!.Split('\n').Skip(1).Select(static line => line.Split(":\t", 2)).Where(static parts => parts.Length == 2).ToArray();
        var addresses = lines.Select(static parts => parts[0].Trim()).ToList();
        return new RegisterCode([.. lines.Select(parts => new CodeLine(
            Normalize(parts[1]),
            Called(parts[1], ObjdumpCall()),
            parts[1].StartsWith('j') && addresses.IndexOf(JumpTarget().Match(parts[1]).Value) is >= 0 and var target ? target : null))]);
    }

    private static IEnumerable<string> WidthsOf(IEnumerable<CodeLine> lines) =>
        lines.Select(static line => Access().Match(line.Text)).Where(static match => match.Success).Select(static match => match.Groups["width"].Value);

    private static string? Called(string text, Regex pattern) =>
        (text.StartsWith("call", StringComparison.Ordinal) || text.Contains("jmp", StringComparison.Ordinal)) && pattern.Match(text) is { Success: true } match ? match.Groups["method"].Value : null;

    private static string Normalize(string text) => Spaces().Replace(text.ToLowerInvariant(), " ");

    [GeneratedRegex(@"(?<width>byte|word|dword|qword) ptr \[(?!r[sb]p)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Access();

    [GeneratedRegex(@"\[Revoke\.(Mappings\.Register(Access)?|RegisterView):(?<method>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RuntimeCall();

    [GeneratedRegex(@"<\w*Revoke_(Mappings_Register(Access)?|RegisterView)__(?<method>\w+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ObjdumpCall();

    [GeneratedRegex(@"(?<=^j\w+\s+)[0-9a-f]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex JumpTarget();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Spaces();
}
