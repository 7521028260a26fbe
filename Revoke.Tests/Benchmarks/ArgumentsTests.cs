using Revoke.Benchmarks.Harness;

namespace Revoke.Tests.Benchmarks;

[TestFixture]
internal sealed class ArgumentsTests
{
    [Test]
    public void TryParse_AllOfThem_AreTaken() =>
        Assert.That(Arguments.TryParse(["files", "--quick", "--markdown", "f.md"]), Is.EqualTo(new Arguments("files", Quick: true, "f.md")));

    [TestCase("")]
    [TestCase("--quick")]
    [TestCase("files --markdown")]
    [TestCase("files waiting")]
    [TestCase("files --fast")]
    public void TryParse_MakesNoSense_IsNull(string line) =>
        Assert.That(Arguments.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Is.Null);
}
