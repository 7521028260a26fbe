namespace Revoke.Tests.Docs;

/// <summary>The C# in a document, to be compared with code that is compiled.</summary>
internal static class CodeBlocks
{
    /// <summary>The lines of its blocks, without those that are empty or a comment.</summary>
    public static IEnumerable<string> Lines(string document)
    {
        var isCode = false;
        foreach (var line in Repository.Read(document).Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = line.EndsWith("csharp", StringComparison.Ordinal);
            }
            else if (isCode && Normalise(line).Length > 0)
            {
                yield return line;
            }
        }
    }

    /// <summary>Without comments and indentation.</summary>
    public static string Normalise(string text) => string.Join('\n', text.Split('\n').Select(static line =>
    {
        var comment = line.IndexOf(" //", StringComparison.Ordinal);
        return (comment >= 0 ? line[..comment] : line.StartsWith("//", StringComparison.Ordinal) ? "" : line).Trim();
    }));
}
