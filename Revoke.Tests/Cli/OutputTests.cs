using Revoke.Cli;
using Revoke.Tests.Children;

namespace Revoke.Tests.Cli;

/// <summary>Standard output that takes nothing.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class OutputTests
{
    [TestCase("ls", "revoke ls")]
    [TestCase("ls --json", "revoke ls")]
    [TestCase("doctor", "revoke doctor")]
    [TestCase("doctor --json", "revoke doctor")]
    [TestCase("--help", "revoke")]
    [TestCase("--version", "revoke")]
    [TestCase("completion bash", "revoke completion")]
    [TestCase("watch", "revoke watch")]
    [TestCase("watch --json", "revoke watch")]
    [TestCase("demo --no-bare --rounds 0", "revoke demo")]
    [TestCase("demo alsa --json --pcm null --seconds 0 --rounds 0", "revoke demo alsa")]
    [TestCase("demo sysfs --json --no-bare --rounds 0", "revoke demo sysfs")]
    public async Task Revoke_OutputIsFull_FailsAndSaysSoInOneLine(string arguments, string command)
    {
        var result = await RunAsync($"{arguments} >/dev/full");

        result.AssertExited(ExitCodes.Failed);
        Assert.That(result.Error, Is.EqualTo($"{command}: No space left on device\n"));
    }

    [TestCase("ls")]
    [TestCase("watch")]
    [TestCase("watch --json")]
    public async Task Revoke_OutputIsClosed_FailsAndSaysSoInOneLine(string arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var result = await RunAsync($"{arguments} >&-");

        result.AssertExited(ExitCodes.Failed);
        Assert.That(result.Error, Is.EqualTo($"revoke {arguments.Split(' ')[0]}: Bad file descriptor\n"));
    }

    [TestCase("lss 2>/dev/full", ExitCodes.Usage)]
    [TestCase("ls >/dev/full 2>/dev/full", ExitCodes.Failed)]
    public async Task Revoke_NothingCanBeSaid_ExitsAsItWould(string arguments, int code) => (await RunAsync(arguments)).AssertExited(code);

    private static Task<ChildResult> RunAsync(string line) =>
        ChildProcess.RunProgramAsync(ChildProcess.DefaultLimit, "sh", ["-c", $"exec {RevokeCommand.CommandLine} {line}"]);
}
