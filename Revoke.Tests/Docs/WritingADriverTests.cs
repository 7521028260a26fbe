namespace Revoke.Tests.Docs;

public sealed class WritingADriverTests
{
    private const string Sample = "samples/ThermometerDriver/Thermometer.cs";

    [Test]
    public void EveryLine_OfACodeBlock_IsCompiled()
    {
        var compiled = CodeBlocks.Normalise(Repository.Read(Sample) + Repository.Read("Revoke.Tests/Simple/ThermometerTests.cs")).Split('\n').ToHashSet(StringComparer.Ordinal);
        var lines = CodeBlocks.Lines("docs/writing-a-driver.md").ToList();

        Assert.That(lines.Where(line => !compiled.Contains(CodeBlocks.Normalise(line))), Is.Empty);
        Assert.That(lines, Has.Count.GreaterThan(30), "the blocks were found");
    }

    [Test]
    public void Sample_OneFileWithoutTheRest_IsUnderSixtyLines()
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(Repository.PathOf(Sample))!, "*.cs");

        Assert.That(files, Has.Length.EqualTo(1));
        Assert.That(File.ReadAllLines(files[0]), Has.Length.LessThan(60));
        Assert.That(Repository.Read("docs/writing-a-driver.md"), Does.Contain($"is {File.ReadAllLines(files[0]).Length} lines"));
    }

    [Test]
    public void EveryDirectory_OfSamples_IsInTheSolution()
    {
        var solution = Repository.Read("Revoke.sln");
        var missing = Directory.GetFiles(Repository.PathOf("samples"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileName).Where(name => !solution.Contains(name!, StringComparison.Ordinal));

        Assert.That(missing, Is.Empty);
    }
}
