namespace Revoke.Tests.Guards.Ordering;

/// <summary>The optimized machine code of one method, as the runtime writes it down.</summary>
internal sealed class Listing
{
    private const string Begin = "; Assembly listing for method ";

    private readonly List<Instruction> _instructions = [];
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);

    private Listing(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(static line => line.Split(";;")[0].TrimEnd()))
        {
            if (line.StartsWith("G_M", StringComparison.Ordinal))
            {
                _labels[line.TrimEnd(':')[line.IndexOf("_IG", StringComparison.Ordinal)..]] = _instructions.Count;
            }
            else if (line.StartsWith(' ') && !string.IsNullOrWhiteSpace(line))
            {
                _instructions.Add(Instruction.Parse(line));
            }
        }
    }

    internal IReadOnlyList<Instruction> Instructions => _instructions;

    /// <summary>The last optimized version of a method in what the runtime has written.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="method">How the method's full name begins.</param>
    internal static Listing Find(string text, string method)
    {
        var found = text.Split(Begin).LastOrDefault(part => part.StartsWith(method, StringComparison.Ordinal) && part.Split('\n')[0].EndsWith("(Tier1)", StringComparison.Ordinal));
        Assert.That(found, Is.Not.Null, () => $"No optimized {method} in:\n{text}");
        return new Listing(found!.Split('\n').Skip(1).TakeWhile(static line => !line.StartsWith("; Total", StringComparison.Ordinal)));
    }

    /// <summary>Where a jump goes.</summary>
    internal int Find(Instruction jump) => _labels[jump.Target[jump.Target.IndexOf("IG", StringComparison.Ordinal)..].Insert(0, "_")];
}
