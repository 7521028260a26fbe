using Revoke.Cli;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

[TestFixture]
[CancelAfter(60_000)]
public sealed class CompletionTests
{
    [TestCase("revoke")]
    [TestCase("./revoke")]
    public async Task Completion_Bash_IsRegisteredForBothNames(string name)
    {
        var output = await BashAsync($"complete -p {name}");

        Assert.That(output, Is.EqualTo($"complete -o default -F _revoke_complete {name}\n"));
    }

    [TestCase("", "ls watch doctor demo completion --version --help -h")]
    [TestCase("d", "doctor demo")]
    [TestCase("demo s", "sysfs")]
    [TestCase("demo ", "sysfs mapping alsa --json --rounds --no-bare --help -h")]
    [TestCase("demo m", "mapping")]
    [TestCase("demo alsa --", "--pcm --seconds --json --rounds")]
    [TestCase("demo --json ", "sysfs --rounds --no-bare --help -h")]
    [TestCase("demo sysfs --r", "--rounds")]
    [TestCase("completion ", "bash zsh fish --help -h")]
    [TestCase("watch --f", "--follow")]
    [TestCase("watch --subsystem ne", "net")]
    public async Task Completion_BashAsked_Suggests(string line, string expected)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(expected);
        var suggestions = await SuggestAsync(line);

        Assert.That(suggestions, Is.SupersetOf(expected.Split(' ')));
        Assert.That(suggestions, Has.All.StartsWith(line.Split(' ')[^1]));
    }

    [Test]
    public async Task Completion_BashCursorInsideTheLine_CompletesWhatIsBeforeIt()
    {
        var output = await BashAsync("COMP_LINE='./revoke demo s --json'; COMP_POINT=15; COMP_WORDS=(./revoke demo s --json); COMP_CWORD=2; _revoke_complete ./revoke s demo; echo \"${COMPREPLY[*]}\"");

        Assert.That(output.Trim(), Is.EqualTo("sysfs"));
    }

    [Test]
    public async Task Completion_Zsh_IsUnderstood() => await ParseAsync("zsh", "-n");

    [Test]
    public async Task Completion_Fish_IsUnderstood() => await ParseAsync("fish", "--no-execute");

    [Test]
    public async Task Completion_UnknownShell_ExitsTwoAndNamesIt()
    {
        var result = await RevokeCommand.RunAsync("completion", "tcsh");

        result.AssertExited(ExitCodes.Usage);
        Assert.That(result.Error, Does.Contain("tcsh").And.Contain("bash"));
    }

    /// <summary>What bash would offer: its completion variables are set as readline sets them.</summary>
    private static async Task<string[]> SuggestAsync(string line)
    {
        var words = line.Split(' ');
        var quoted = string.Join(' ', words.Select(static word => $"'{word}'"));
        var output = await BashAsync(
            $$"""
            COMP_LINE='./revoke {{line}}'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(./revoke {{quoted}}); COMP_CWORD={{words.Length}}
            _revoke_complete ./revoke '{{words[^1]}}' ''
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Runs commands in a bash that has read the script, in a directory with a <c>./revoke</c>.</summary>
    private static async Task<string> BashAsync(string commands)
    {
        RevokeCommand.RequireOrIgnore("bash");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["revoke"], $"#!/bin/sh\nexec {RevokeCommand.CommandLine} \"$@\"\n");
        File.SetUnixFileMode(folder["revoke"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var result = await ChildProcess.RunProgramAsync(
            ChildProcess.DefaultLimit, "bash", ["--norc", "-c", $"set -e; cd '{folder.Path}'; source <(./revoke completion bash)\n{commands}"]);
        result.AssertExited();
        Assert.That(result.Error, Is.Empty);
        return result.Output;
    }

    private static async Task ParseAsync(string shell, string parseOnly)
    {
        var script = await RevokeCommand.RunAsync("completion", shell);
        script.AssertExited();
        Assert.That(script.Output, Does.Contain("[suggest:").And.Contain("_revoke"));
        RevokeCommand.RequireOrIgnore(shell);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["script"], script.Output);

        var result = await ChildProcess.RunProgramAsync(ChildProcess.DefaultLimit, shell, [parseOnly, folder["script"]]);

        result.AssertExited();
        Assert.That(result.Error, Is.Empty);
    }
}
