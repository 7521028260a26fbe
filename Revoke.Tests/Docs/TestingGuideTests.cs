namespace Revoke.Tests.Docs;

public sealed class TestingGuideTests
{
    [Test]
    public void EveryLine_OfACodeBlock_IsCompiledAndRun()
    {
        var compiled = new[] { "ScannerTests", "Scanner", "TestingGuideSamples" }
            .SelectMany(static name => CodeBlocks.Normalise(Repository.Read($"Revoke.Tests/Docs/{name}.cs")).Split('\n'))
            .ToHashSet(StringComparer.Ordinal);
        var lines = CodeBlocks.Lines("docs/testing.md").ToList();

        Assert.That(lines.Where(line => !compiled.Contains(CodeBlocks.Normalise(line))), Is.Empty);
        Assert.That(lines, Has.Count.GreaterThan(40), "the blocks were found");
    }
}
