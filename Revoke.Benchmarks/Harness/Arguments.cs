namespace Revoke.Benchmarks.Harness;

/// <summary>The command line: SUITE [--quick] [--markdown FILE].</summary>
internal sealed record Arguments(string Suite, bool Quick, string? Markdown)
{
    /// <summary>Reads it; null if it makes no sense.</summary>
    internal static Arguments? TryParse(IReadOnlyList<string> words)
    {
        string? suite = null, markdown = null;
        var quick = false;
        for (var i = 0; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--markdown" when i + 1 < words.Count:
                    markdown = words[++i];
                    break;
                case var word when suite is null && !word.StartsWith('-'):
                    suite = word;
                    break;
                default:
                    return null;
            }
        }

        return suite is null ? null : new Arguments(suite, quick, markdown);
    }
}
