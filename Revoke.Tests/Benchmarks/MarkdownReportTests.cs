using Revoke.Benchmarks.Harness;

namespace Revoke.Tests.Benchmarks;

[TestFixture]
internal sealed class MarkdownReportTests
{
    [Test]
    public void Insert_PageWithPlaceForTheSuite_LeavesTheRestAlone()
    {
        const string Page = "# Title\n<!-- bench files -->\nold\n<!-- end of bench files -->\nafter\n";
        Assert.That(
            MarkdownReport.Insert(Page, "files", "new\n"),
            Is.EqualTo("# Title\n<!-- bench files -->\nnew\n<!-- end of bench files -->\nafter\n"));
    }

    [Test]
    public void Insert_PageWithout_AppendsAPlaceThatIsFoundAgain()
    {
        var page = MarkdownReport.Insert("# Title\n", "files", "one\n");
        Assert.That(page, Does.StartWith("# Title\n").And.Contain("one\n"));
        Assert.That(MarkdownReport.Insert(page, "files", "two\n"), Is.EqualTo(page.Replace("one", "two", StringComparison.Ordinal)));
    }

    [Test]
    public void Render_Report_HasARowPerBarAndFigure()
    {
        var report = new Report("files", TextWriter.Null);
        report.Add(new Bar("read", 1.0999, 1.15, 1.001));
        report.Add("bare", 1043.2, "ns");
        report.Skip("anchor", 2, "no compiler");
        var text = MarkdownReport.Render(report, [("Kernel", "6.18")]);
        Assert.That(text, Does.Contain("Kernel: 6.18"));
        Assert.That(text, Does.Contain("| read | 1.100 | 1.150 | 1.001 | ok |"));
        Assert.That(text, Does.Contain("| anchor | - | 2.000 |  | skipped: no compiler |"));
        Assert.That(text, Does.Contain("| bare | 1,043.2 | ns |"));
    }
}
