using System.Text.Json.Nodes;
using Revoke.Lab.Runs;

namespace Revoke.Tests.Lab;

/// <summary>What the laboratory compares facts with: an expectation that cannot fail would prove nothing.</summary>
[TestFixture]
public sealed class ExpectationTests
{
    [TestCase("\"EIO\"", "EIO", ExpectedResult = true)]
    [TestCase("\"EIO\"", "EINVAL", ExpectedResult = false)]
    [TestCase("0", "0", ExpectedResult = true)]
    [TestCase("0", "12", ExpectedResult = false)]
    [TestCase("[\"EIO\", \"ENODEV\"]", "ENODEV", ExpectedResult = true)]
    [TestCase("[\"EIO\", \"ENODEV\"]", "EINVAL", ExpectedResult = false)]
    [TestCase("{\"min\": 1}", "1", ExpectedResult = true)]
    [TestCase("{\"min\": 1}", "0", ExpectedResult = false)]
    [TestCase("{\"max\": 20}", "20.5", ExpectedResult = false)]
    [TestCase("{\"max\": 20}", "never", ExpectedResult = false)]
    [TestCase("{\"median\": 20}", "never", ExpectedResult = false)]
    public bool Explain_OneValue_IsRightOrSaidToBeWrong(string expected, string seen) => Explain(expected, seen) is null;

    [TestCase("0", new[] { "0", "0", "0" }, ExpectedResult = true)]
    [TestCase("0", new[] { "0", "1", "0" }, ExpectedResult = false)]
    [TestCase("{\"p90\": 20}", new[] { "90", "5", "20", "20", "20", "20", "20", "20", "20", "20", "20" }, ExpectedResult = true)]
    [TestCase("{\"p90\": 20}", new[] { "90", "5", "20", "20", "20", "20", "20", "20", "20", "21" }, ExpectedResult = false)]
    [TestCase("{\"median\": 20}", new[] { "90", "5", "20" }, ExpectedResult = true)]
    [TestCase("{\"median\": 20}", new[] { "90", "25", "20" }, ExpectedResult = false)]
    [TestCase("{\"max\": 20}", new[] { "1", "2", "21" }, ExpectedResult = false)]
    [TestCase("{\"count\": 3}", new[] { "1", "2", "21" }, ExpectedResult = true)]
    [TestCase("{\"count\": 100}", new[] { "1", "2", "21" }, ExpectedResult = false)]
    public bool Explain_ManyValues_EachCounts(string expected, string[] seen) => Explain(expected, seen) is null;

    [Test]
    public void Explain_NotSeen_IsWrongUnlessThatWasExpected()
    {
        Assert.That(Explain("\"EIO\""), Does.Contain("not seen"));
        Assert.That(Explain("{\"max\": 20}"), Does.Contain("not seen"));
        Assert.That(Explain("null"), Is.Null);
        Assert.That(Explain("null", "EIO"), Does.Contain("not expected"));
    }

    [Test]
    public void Explain_UnknownBound_Throws() => Assert.That(() => Explain("{\"most\": 1}", "1"), Throws.InstanceOf<FormatException>().With.Message.Contain("most"));

    private static string? Explain(string expected, params string[] seen) => Expectation.Explain("read", seen, JsonNode.Parse(expected));
}
