namespace Revoke.Tests.Mappings.Hazards;

[TestFixture]
public sealed class TruncationTests
{
    private static readonly string[] s_errors =
    [
        "from page 1: bus error at 4096 after 2048, then (7, 0)",
        "from page 2: bus error at 4096 after 0",
        "to page 1: bus error at 4096 after 2048",
        "to page 2: bus error at 4096 after 0",
        "populate: bus error at 0 after 0",
        "tries: (False, False, True, True)",
    ];

    [OneTimeSetUp]
    public void RequireSmallPages()
    {
        if (Environment.SystemPageSize != 4096)
        {
            Assert.Ignore("The numbers are those of pages of 4 KiB.");
        }
    }

    [Test]
    public Task Copy_FileTruncated_IsAnErrorAndSaysFromWhere() => Hazard.AssertAsync("truncated", ["by ProcessMemory", .. s_errors]);

    [TestCase("truncated-forbidden")]
    [TestCase("truncated-half-forbidden")]
    public Task Copy_ProcessMemoryForbidden_IsTheSameThroughAFile(string hazard) => Hazard.AssertAsync(hazard, ["by AnonymousFile", .. s_errors]);

    [Test]
    public Task Copy_EverythingForbidden_SaysWhatIs() => Hazard.AssertAsync("copies-forbidden", "by None", "IOException: memfd_create mapped memory: Operation not permitted (EPERM)");

    [Test]
    public Task Revoke_FileTruncated_MakesItReadable() => Hazard.AssertAsync("truncated-revoked", "True, reads 0 and 0");

    [Test]
    public Task Hole_FileUnlinked_ReadsAsZeroAndTheRestStays() => Hazard.AssertAsync("hole", "view 7007, copy 7007", "True, mapped False");

    /// <summary>What nobody can help: the reason for copies.</summary>
    [TestCase("truncated-view")]
    [TestCase("truncated-bare")]
    public Task View_FileTruncated_EndsTheProcess(string hazard) => Hazard.AssertDiesAsync(hazard);
}
