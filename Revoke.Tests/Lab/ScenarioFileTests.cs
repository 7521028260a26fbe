using Revoke.Lab.Scenarios;
using Revoke.Tests.Docs;

namespace Revoke.Tests.Lab;

/// <summary>Scenarios as files: those of the repository, and those with mistakes, which are named.</summary>
[TestFixture]
public sealed class ScenarioFileTests
{
    private static string Folder => Repository.PathOf("lab/scenarios");

    [TestCaseSource(nameof(Names))]
    public void Load_AScenarioOfTheRepository_ExpectsSomethingOfEachProgram(string name)
    {
        var scenario = ScenarioFile.Load(Folder, name);
        Assert.That(scenario.Expect.Where(one => one.Value.Count > 0).Select(one => one.Key), Is.SupersetOf(scenario.Programs));
    }

    [Test]
    public void Load_UnknownName_SaysWhichThereAre() =>
        Assert.That(() => ScenarioFile.Load(Folder, "pci-explode"), Throws.InstanceOf<FileNotFoundException>().With.Message.Contain("pci-explode").And.Message.Contain("pci-remove"));

    [TestCase("{", "cannot be read")]
    [TestCase("{ \"title\": \"t\", \"steps\": [], \"expect\": {}, \"wait\": 1 }", "wait")]
    [TestCase("{ \"title\": \"t\", \"expect\": {} }", "steps")]
    [TestCase("{ \"title\": \"t\", \"steps\": [ { \"as\": \"x\" } ], \"expect\": {} }", "no action")]
    [TestCase("{ \"title\": \"t\", \"steps\": [ { \"guest\": \"true\", \"tell\": \"x\" } ], \"expect\": {} }", "guest and tell")]
    [TestCase("{ \"title\": \"t\", \"steps\": [ { \"repeat\": 2, \"during\": [ { } ] } ], \"expect\": {} }", "no action")]
    [TestCase("{ \"title\": \"t\", \"steps\": [ { \"watch\": \"edu-mmio\" } ], \"expect\": {} }", "which fact")]
    [TestCase("{ \"title\": \"t\", \"steps\": [], \"expect\": { \"bear\": {} } }", "bear")]
    public void Parse_AMistake_IsNamed(string text, string what) =>
        Assert.That(() => ScenarioFile.Parse(text, "mine"), Throws.InstanceOf<FormatException>().With.Message.Contain("mine").And.Message.Contain(what));

    private static IEnumerable<string> Names() => ScenarioFile.List(Folder);
}
