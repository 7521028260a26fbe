using Revoke.Tests.Children;
using Revoke.Tests.Docs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

/// <summary>The script before the tool, for a user in whose place another has built. What it would become only says what it was started with.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class ScriptTests
{
    private const string Program = "artifacts/bin/Revoke.Cli/release/Revoke.Cli.dll";
    private const string Nobody = "65534";

    [Test]
    public async Task Revoke_AnotherUserHasBuiltAndItIsUpToDate_Runs()
    {
        using var folder = await BuildAsync();

        var result = await RunAsNobodyAsync(folder);

        result.AssertExited();
        Assert.That(result.Output, Is.EqualTo($"exec {folder[Program]} ls --json\n"));
        Assert.That(result.Error, Is.Empty);
    }

    [TestCase("artifacts")]
    [TestCase("artifacts/bin/Revoke.Cli/release")]
    public async Task Revoke_AnotherUserHasBuiltAndSourcesHaveChanged_SaysWhoseItIsInOneLine(string othersOnly)
    {
        using var folder = await BuildAsync();
        await File.AppendAllTextAsync(folder["global.json"], "{}");
        if (othersOnly != "artifacts")
        {
            (await ChildProcess.RunProgramAsync(
                ChildProcess.DefaultLimit, "chown", [Nobody, folder["artifacts"], folder["artifacts/bin"], folder["artifacts/bin/Revoke.Cli"], folder["artifacts/stamps"], folder["artifacts/stamps/lock"], folder["artifacts/stamps/Revoke.Cli"], folder["artifacts/log"]])).AssertExited();
        }

        var result = await RunAsNobodyAsync(folder);

        result.AssertExited(1);
        Assert.That(result.Error, Does.Match($"^Cannot build: {othersOnly} belongs to root\\. .*chown -R {Nobody} .*\n$"));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    public async Task Revoke_NothingIsBuiltInAnothersFolder_SaysWhoseItIsInOneLine()
    {
        using var folder = await BuildAsync();
        Directory.Delete(folder["artifacts"], recursive: true);

        var result = await RunAsNobodyAsync(folder);

        result.AssertExited(1);
        Assert.That(result.Error, Does.Match($"^Cannot build: {folder.Path} belongs to root\\. .*\n$"));
    }

    /// <summary>A folder like a clone, in which root has built.</summary>
    private static async Task<TemporaryFolder> BuildAsync()
    {
        if (Native.geteuid() != 0)
        {
            Assert.Ignore("There is no other user without root.");
        }

        RevokeCommand.RequireOrIgnore("setpriv");
        RevokeCommand.RequireOrIgnore("ip");
        var folder = new TemporaryFolder();
        foreach (var made in (string[])["eng", "bin", "Revoke.Cli", Path.GetDirectoryName(Program)!])
        {
            Directory.CreateDirectory(folder[made]);
        }

        foreach (var (name, text) in ((string, string)[])
            [
                ("revoke", Repository.Read("revoke")), ("eng/common.sh", Repository.Read("eng/common.sh")), ("bin/dotnet", "#!/bin/sh\necho \"$@\"\n"),
                ("global.json", ""), ("Directory.Build.props", ""), ("BannedSymbols.txt", ""), (Program, ""),
            ])
        {
            await File.WriteAllTextAsync(folder[name], text);
        }

        var result = await ChildProcess.RunProgramAsync(
            ChildProcess.DefaultLimit,
            "bash",
            ["-c", $"set -e; cd '{folder.Path}'; chmod -R u=rwX,go=rX .; chmod +x bin/dotnet; PATH=$PWD/bin:$PATH; . eng/common.sh; lock_build; source_stamp >artifacts/stamps/Revoke.Cli; chmod -R u=rwX,go=rX artifacts"]);
        result.AssertExited();
        return folder;
    }

    private static Task<ChildResult> RunAsNobodyAsync(TemporaryFolder folder) => ChildProcess.RunProgramAsync(
        ChildProcess.DefaultLimit,
        "setpriv",
        ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", "env", $"PATH={folder["bin"]}:/usr/sbin:/usr/bin:/sbin:/bin", "bash", folder["revoke"], "ls", "--json"]);
}
