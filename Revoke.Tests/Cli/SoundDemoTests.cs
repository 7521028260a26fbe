using System.Text.Json;
using Revoke.Cli;
using Revoke.Cli.Demo;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sound;
using Revoke.Cli.Demo.Views;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Children;
using Revoke.Tests.Samples;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

/// <summary><c>demo alsa</c>, on PCMs that need no card.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class SoundDemoTests
{
    private static readonly string[] Report =
    [
        "library: string", "pcm: string", "card: string?", "skipped: array", "format: object", "cause: string", "wentByItself: boolean", "thread: object", "ring: object?", "timeline: object",
        "again: object", "rounds: array", "leaked: array", "revokeMicroseconds: number?", "leakedDescriptors: number", "ok: boolean",
    ];

    [SetUp]
    public void SetUp() => SampleProgram.RequireSoundOrIgnore();

    [Test]
    public async Task DemoAlsa_Json_ThreadIsToldAndTheProgramPlaysOn()
    {
        var result = await RevokeCommand.RunAsync("demo", "alsa", "--json", "--pcm", "null", "--seconds", "1", "--rounds", "3");

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        var report = document.RootElement;
        JsonShape.AssertIs(report, Report);
        JsonShape.AssertIs(report.GetProperty("format"), "rate: number", "channels: number", "sample: string", "periodFrames: number", "bufferFrames: number");
        JsonShape.AssertIs(report.GetProperty("thread"), "wokenMicroseconds: number?", "result: string", "errno: number", "framesAccepted: number", "framesInFile: number?");
        JsonShape.AssertIs(report.GetProperty("again"), "name: string", "generation: number", "works: boolean", "shows: string");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.GetProperty("ok").GetBoolean());
            Assert.That(report.GetProperty("pcm").GetString(), Is.EqualTo("null"));
            Assert.That(report.GetProperty("skipped").GetArrayLength(), Is.Zero, "it was asked for");
            Assert.That((report.GetProperty("cause").GetString(), report.GetProperty("wentByItself").GetBoolean()), Is.EqualTo(("Policy", false)));
            Assert.That(report.GetProperty("thread").GetProperty("result").GetString(), Is.EqualTo("revoked: ENODEV (19)"));
            Assert.That(report.GetProperty("thread").GetProperty("framesAccepted").GetInt64(), Is.AtLeast(48_000), "it played for a second");
            Assert.That(report.GetProperty("timeline").GetProperty("released").GetDouble(), Is.Positive);
            Assert.That(report.GetProperty("again").GetProperty("shows").GetString(), Is.EqualTo("24000 frames"));
            Assert.That(report.GetProperty("rounds").EnumerateArray().Select(static round => round.GetProperty("revokeMicroseconds").GetDouble()), Has.Exactly(3).Items.And.All.Positive);
            Assert.That(result.Error, Is.Empty);
        }
    }

    [Test]
    public async Task DemoAlsa_Piped_IsPlainTextWithALineASecond()
    {
        var result = await RevokeCommand.RunAsync("demo", "alsa", "--seconds", "2", "--rounds", "1");

        result.AssertExited();
        Assert.That(
            result.Output,
            Does.StartWith("a tone goes to ").And.Match(@"(?m)^1 s: -[0-9.]+ dB, [0-9]+ frames$").And.Match("(?m)^2 s: ").And.Contain("by policy").And.Contain("goes on to").And.EndWith("ok\n"));
        Assert.That(result.Output, Does.Not.Contain('\u001b').And.Not.Contain('█'));
    }

    [Test]
    public async Task DemoAlsa_OnATerminal_DrawsALevelMeter()
    {
        RevokeCommand.RequireOrIgnore("script"); // which gives it a terminal
        var result = await ChildProcess.RunProgramAsync(
            ChildProcess.DefaultLimit, "script", ["-qec", $"env -u NO_COLOR TERM=xterm-256color {RevokeCommand.CommandLine} demo alsa --pcm null --seconds 1 --rounds 0", "/dev/null"]);

        result.AssertExited();
        Assert.That(result.Output, Does.Match("\u001b\\[[0-9;]*m█+░*").And.Match("\u001b\\[[0-9]+A"), "a bar, drawn over");
    }

    [Test]
    public async Task DemoAlsa_Interrupted_FailsAndLeavesNoFile(CancellationToken cancellationToken)
    {
        if (HasCard())
        {
            Assert.Ignore("There is a sound card here, which would be played to.");
        }

        using var demo = RevokeCommand.Start("demo", "alsa", "--json", "--seconds", "3600");
        string? file = null;
        await Eventually.TrueAsync(() => (file = SampleProgram.FindOpen(demo, "/tone.raw")) is not null, "it plays into a file", cancellationToken);

        demo.Signal(Native.SIGINT);
        var (code, error) = await demo.EndAsync(cancellationToken);

        Assert.That((code, error), Is.EqualTo((ExitCodes.Failed, "revoke demo alsa: it was interrupted\n")));
        Assert.That(Directory.Exists(Path.GetDirectoryName(file)), Is.False);
    }

    [Test]
    public async Task DemoAlsa_NoSuchPcm_FailsAndNamesIt()
    {
        var result = await RevokeCommand.RunAsync("demo", "alsa", "--pcm", "nosuchpcm", "--json");

        result.AssertExited(ExitCodes.Failed);
        Assert.That(result.Error, Does.StartWith("revoke demo alsa: ").And.Contain("'nosuchpcm'"));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    public async Task DemoAlsa_WithoutTheLibrary_FailsAndSaysWhatToInstall()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["libasound.so.2"], string.Empty); // found first, and no library
        var result = await ChildProcess.RunProgramAsync(ChildProcess.DefaultLimit, "sh", ["-c", $"LD_LIBRARY_PATH='{folder.Path}' exec {RevokeCommand.CommandLine} demo alsa --json"]);

        result.AssertExited(ExitCodes.Failed);
        Assert.That((result.Output, result.Error), Is.EqualTo((string.Empty, "revoke demo alsa: libasound.so.2 is not installed: sudo apt-get install -y libasound2\n")));
    }

    [Test]
    public async Task Run_CardGoesByItself_IsSaidAndItPlaysOnToWhatIsThere(CancellationToken cancellationToken)
    {
        var view = new UnpluggingView();
        var report = await SoundDemo.RunAsync(new SoundSettings(new DemoSettings(Json: true, Rounds: 0, WithBare: false), "null", TimeSpan.FromMinutes(1)), view, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Ok, Is.True, () => $"{report}");
            Assert.That((report.Cause, report.WentByItself, report.Pcm), Is.EqualTo(("Unplugged", true, "null")));
            Assert.That(report.Thread.WokenMicroseconds, Is.Null, "nobody knows when it went");
            Assert.That(report.Thread.FramesAccepted, Is.Positive);
            Assert.That(report.Again.Name, Is.Not.EqualTo("null"));
            Assert.That(report.RevokeMicroseconds, Is.Null);
            Assert.That(view.Outcome?.WasFirst, Is.False);
        }
    }

    [Test]
    public void Ok_OneThingWentWrong_IsFalse()
    {
        var right = new SoundDemoReport(
            "1.2.8", "hw:0", "card", [], new SoundFormatReport(48_000, 2, "Signed16", 480, 1_920), "Policy", WentByItself: false,
            new PlayingReport(10, "revoked", 19, 10_000, FramesInFile: null) { IsTold = true }, new RingReport(7_680, 7_000, 0), new TimelineReport(1, 2, 3, 4, null),
            new NewGenerationReport("hw:0", 1, Works: true, "played"), [], []);
        Assert.That(right.Ok, Is.True);
        Assert.That((right with { Ring = null }).Ok, Is.True);
        Assert.That((right with { Thread = right.Thread with { FramesInFile = 10_000 } }).Ok, Is.True);
        Assert.That((right with { Thread = right.Thread with { FramesInFile = 10_000 - 1_920 } }).Ok, Is.True);
        Assert.That((right with { Thread = right.Thread with { FramesInFile = 10_000 - 1_921 } }).Ok, Is.False, "frames are missing");
        Assert.That((right with { Thread = right.Thread with { FramesInFile = 10_001 } }).Ok, Is.False, "nobody was told of a frame");
        Assert.That((right with { Thread = right.Thread with { IsTold = false } }).Ok, Is.False);
        Assert.That((right with { Ring = new RingReport(7_680, 7_000, 1) }).Ok, Is.False);
        Assert.That((right with { Timeline = right.Timeline with { Released = null } }).Ok, Is.False);
        Assert.That((right with { Again = right.Again with { Works = false } }).Ok, Is.False);
        Assert.That((right with { Leaked = ["/dev/snd/pcmC0D0p"] }).Ok, Is.False);
    }

    [Test]
    public void Fill_TwoSeconds_SwellsFromSoftToAQuarter()
    {
        var tone = new Tone(new PcmFormat(48_000, 2));
        var samples = new short[2 * 4_800];
        var peaks = Enumerable.Range(0, 20).Select(_ => tone.Fill(samples)).ToArray();

        Assert.That((peaks.Max(), peaks[0]), Is.EqualTo((0.25, 0.015)).Within(0.01));
        Assert.That(samples.Where(static (_, index) => index % 2 == 0), Is.EqualTo(samples.Where(static (_, index) => index % 2 != 0)), "left and right");
        Assert.That(samples.Max(static sample => Math.Abs((int)sample)), Is.EqualTo(peaks[^1] * short.MaxValue).Within(1));
    }

    [TestCase(0, -60, 0)]
    [TestCase(0.0001, -60, 0)]
    [TestCase(0.001, -60, 0)]
    [TestCase(0.0316, -30, 5)]
    [TestCase(1, 0, 10)]
    public void ToBar_Peak_IsAsLongAsItIsLoud(double peak, double decibels, int full)
    {
        Assert.That(Level.ToDecibels(peak), Is.EqualTo(decibels).Within(0.1));
        Assert.That(Level.ToBar(Level.ToDecibels(peak), 10), Is.EqualTo(new string('█', full).PadRight(10, '░')));
    }

    private static bool HasCard()
    {
        using var alsa = new AlsaDriver();
        return alsa.GetCards().Count > 0;
    }

    /// <summary>Takes the device away as its removal would.</summary>
    private sealed class UnpluggingView : ISoundView
    {
        private AlsaPcm? _pcm;

        public RevokeOutcome? Outcome { get; private set; }

        public Task<SoundDemoReport> ShowAsync(Func<Task<SoundDemoReport>> demo) => demo();

        public void Playing(AlsaPcm pcm, string? card) => _pcm = pcm;

        public void Heard(TimeSpan elapsed, double decibels, long frames) => _pcm!.Scope.Revoke(RevokeReason.Unplugged);

        public void TakenAway(RevokeOutcome outcome) => Outcome = outcome;
    }
}
