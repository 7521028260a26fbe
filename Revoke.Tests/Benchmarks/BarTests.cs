using Revoke.Benchmarks.Harness;

namespace Revoke.Tests.Benchmarks;

[TestFixture]
internal sealed class BarTests
{
    [TestCase(1.10, 1.15, 1.0, "ok")]
    [TestCase(1.15, 1.15, null, "ok")]
    [TestCase(1.16, 1.15, 1.0, "SHORT")]
    [TestCase(1.16, 1.15, null, "SHORT")]
    [TestCase(double.NaN, 1.15, null, "SHORT")]
    [TestCase(1.10, 1.15, 0.98, "inconclusive")]
    [TestCase(9.00, 1.15, 1.02, "inconclusive")]
    [TestCase(1.10, 1.15, double.NaN, "inconclusive")]
    public void ToString_Figure_EndsWithItsVerdict(double measured, double limit, double? control, string word) =>
        Assert.That(new Bar("bar", measured, limit, control).ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1], Is.EqualTo(word));

    [TestCase(1.04, "ok")]
    [TestCase(1.06, "inconclusive")]
    public void Verdict_ToleranceOfItsOwn_Decides(double control, string word) =>
        Assert.That(new Bar("bar", 1, 2, control) { ControlTolerance = 0.05 }.Word, Is.EqualTo(word));

    [Test]
    public void ToString_Missing_IsSkippedWhateverTheFigure()
    {
        var bar = new Bar("bar", double.NaN, 2) { Missing = "no compiler" };
        Assert.That(bar.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "bar", "-", "2.000", "skipped" }));
        Assert.That(ExitCode.For([bar]), Is.EqualTo(ExitCode.Inconclusive));
    }

    [Test]
    public void ExitCode_OfBars_NamesTheWorstThatIsSure()
    {
        var met = new Bar("met", 1, 2);
        var missed = new Bar("missed", 3, 2);
        var unsure = new Bar("unsure", 1, 2, Control: 1.5);
        Assert.That(ExitCode.For([]), Is.EqualTo(ExitCode.Ok));
        Assert.That(ExitCode.For([met, met]), Is.EqualTo(ExitCode.Ok));
        Assert.That(ExitCode.For([met, unsure]), Is.EqualTo(ExitCode.Inconclusive));
        Assert.That(ExitCode.For([unsure, missed, met]), Is.EqualTo(ExitCode.Short));
    }
}
