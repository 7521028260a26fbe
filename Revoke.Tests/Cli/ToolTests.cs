using System.Globalization;
using System.Reflection;
using Revoke.Cli;
using Revoke.Tests.Docs;
using Revoke.Tests.Children;

namespace Revoke.Tests.Cli;

/// <summary>What all commands have in common.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class ToolTests
{
    private const string Colour = "\u001b\\[[0-9;]*m";
    private const string Movement = "\u001b\\[[0-9]*[A-GJK]";

    private static readonly int[] Codes = [.. typeof(ExitCodes).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
        .Where(static field => field is { IsLiteral: true } && field.FieldType == typeof(int))
        .Select(static field => (int)field.GetRawConstantValue()!)];

    [TestCase("ls")]
    [TestCase("watch")]
    [TestCase("doctor")]
    [TestCase("demo")]
    [TestCase("demo sysfs")]
    [TestCase("demo alsa")]
    [TestCase("completion")]
    public async Task Help_OfEachCommand_TellsItsExitCodes(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var result = await RevokeCommand.RunAsync([.. command.Split(' '), "--help"]);

        result.AssertExited();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Output, Does.Contain("Exit code: 0").And.Contain($"revoke {command}"));
            Assert.That(result.Output, command == "completion" ? Does.Not.Contain("--json") : Does.Contain("--json"));
            Assert.That(result.Error, Is.Empty);
            Assert.That(Repository.Read("docs/tool.md"), Does.Contain($"`./revoke {command}"));
        }
    }

    [Test]
    public async Task Help_OfTheTool_TellsEveryCodeAndSoDoesTheDocument()
    {
        var result = await RevokeCommand.RunAsync("--help");

        result.AssertExited();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Codes, Is.Unique.And.Length.EqualTo(4));
            foreach (var code in Codes.Select(static code => code.ToString(CultureInfo.InvariantCulture)))
            {
                Assert.That(result.Output, Does.Contain($"\n  {code}  "), "--help");
                Assert.That(Repository.Read("docs/tool.md"), Does.Contain($"\n| {code} | "), "docs/tool.md");
            }
        }
    }

    [TestCase("demo --no-such-option", "--no-such-option")]
    [TestCase("demo --rounds many", "many")]
    [TestCase("demo sysfs --rounds -1", "-1")]
    [TestCase("demo alsa --seconds 3601", "3601")]
    [TestCase("demo alsa --pcm=", "--pcm")]
    [TestCase("no-such-command", "no-such-command")]
    [TestCase("ls @/etc/passwd", "@/etc/passwd")]
    [TestCase("ls --subsystem=", "--subsystem")]
    [TestCase("watch -s net --subsystem=", "--subsystem")]
    [TestCase("doctor now", "now")]
    public async Task Revoke_WrongCommandLine_ExitsTwoAndNamesIt(string arguments, string wrong)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var result = await RevokeCommand.RunAsync(arguments.Split(' '));

        result.AssertExited(ExitCodes.Usage);
        using (Assert.EnterMultipleScope())
        {
            var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(lines, Has.Length.EqualTo(2).And.All.StartsWith("revoke: "));
            Assert.That(lines[0], Does.Contain(wrong));
            Assert.That(lines[1], Does.Contain("./revoke").And.EndWith(" --help"));
            Assert.That(result.Output, Is.Empty);
        }
    }

    [Test]
    public async Task Revoke_NoCommand_ShowsHelpAndExitsTwo()
    {
        var result = await RevokeCommand.RunAsync();

        result.AssertExited(ExitCodes.Usage);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Output, Does.Contain("doctor").And.Contain("Exit codes:"));
            Assert.That(result.Error, Is.EqualTo("revoke: a command is missing\n"));
        }
    }

    [TestCase("", true)]
    [TestCase("NO_COLOR=1", false)]
    public async Task Tool_OnATerminal_IsColouredUnlessAskedNotTo(string environment, bool isColoured)
    {
        var output = await OnTerminalAsync(environment, "doctor");

        Assert.That(output, Does.Contain("kernel"));
        Assert.That(output, isColoured ? Does.Match(Colour) : Does.Not.Match(Colour)); // .NET itself sets the mode of the keys
    }

    [TestCase("", true)]
    [TestCase("NO_COLOR=1", false)]
    public async Task Tool_OnATerminal_RedrawsUnlessAskedNotTo(string environment, bool redraws)
    {
        var output = await OnTerminalAsync(environment, "demo --no-bare --rounds 0");

        Assert.That(output, Does.Contain("released"));
        Assert.That(output, redraws ? Does.Match(Movement) : Does.Not.Match(Movement));
    }

    private static async Task<string> OnTerminalAsync(string environment, string arguments)
    {
        RevokeCommand.RequireOrIgnore("script"); // which gives it a terminal
        var result = await ChildProcess.RunProgramAsync(
            ChildProcess.DefaultLimit, "script", ["-qec", $"env -u NO_COLOR {environment} TERM=xterm-256color {RevokeCommand.CommandLine} {arguments}", "/dev/null"]);
        result.AssertExited();
        return result.Output;
    }
}
