namespace Revoke.Tests.Model;

/// <summary>The gate's protocol in all its interleavings (<c>docs/model/</c>), and that what is left out of it is missed.</summary>
public sealed class GateProtocolTests
{
    private const string Model = "docs/model/gate.pml";

    [Test]
    public async Task Gate_AsItStands_HasNoErrorInAnyState()
    {
        var said = await ModelChecker.SearchAsync(Model);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(said, Does.Contain("errors: 0").And.Not.Contain("Search not completed"));
            Assert.That(said, Does.Match(@"unreached in proctype Reader\n\t\(0 of "), "Readers have steps that were never taken.");
            Assert.That(said, Does.Match(@"unreached in proctype Revoker\n\t\(0 of "), "Revokers have steps that were never taken.");
        }
    }

    [TestCase("NO_BARRIER", "inside==0")]
    [TestCase("ONE_BARRIER", "inside==0")]
    [TestCase("NO_LATCH", "releases==0")]
    [TestCase("JOINERS_FIRST", "joiners==0")]
    public async Task Gate_Broken_IsReleasedWithSomebodyInside(string broken, string assertion)
    {
        var said = await ModelChecker.SearchAsync(Model, broken, "-E");

        Assert.That(said, Does.Contain("errors: 1").And.Match($@"pan:1: assertion violated .*{assertion}"));
    }

    [TestCase("NO_BARRIER")]
    [TestCase("ONE_BARRIER")]
    [TestCase("LOOK_BEFORE_CLEAR")]
    public async Task Gate_Broken_LosesAWakeUp(string broken)
    {
        var said = await ModelChecker.SearchAsync(Model, broken, "-A");

        Assert.That(said, Does.Contain("errors: 1").And.Contain("pan:1: invalid end state"));
    }
}
