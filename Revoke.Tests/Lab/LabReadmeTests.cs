using Revoke.Lab.Scenarios;
using Revoke.Tests.Docs;

namespace Revoke.Tests.Lab;

/// <summary>The table of the README says what scenarios show, and no more than those.</summary>
[TestFixture]
public sealed class LabReadmeTests
{
    [Test]
    public void Table_Scenarios_AreThoseOfTheLaboratory() =>
        Assert.That(Table().Select(row => row[^1]), Is.EquivalentTo(ScenarioFile.List(Repository.PathOf("lab/scenarios"))));

    [Test]
    public void Table_Programs_AreThoseThatTheScenarioRuns()
    {
        foreach (var row in Table())
        {
            var runsBare = ScenarioFile.Load(Repository.PathOf("lab/scenarios"), row[^1]).Programs.Contains("bare", StringComparer.Ordinal);
            Assert.That(row[1].Length > 0 && row[1][0] != '(', Is.EqualTo(runsBare), row[^1]);
        }
    }

    private static IEnumerable<string[]> Table() =>
        from line in File.ReadLines(Repository.PathOf("README.md")).SkipWhile(line => !line.EndsWith("| `lab/run` |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
        let cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries)
        select (string[])[.. cells[..^1], cells[^1].Trim('`')];
}
