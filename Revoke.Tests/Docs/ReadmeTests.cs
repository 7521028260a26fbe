using Microsoft.Extensions.Logging.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Docs;

[CancelAfter(60_000)]
public sealed class ReadmeTests
{
    [Test]
    public void EveryLine_OfASample_IsCompiled()
    {
        var own = CodeBlocks.Normalise(Repository.Read("Revoke.Tests/Docs/ReadmeSamples.cs"));
        string[] others = ["Revoke.Tests/Docs/HostSample.cs", "Revoke.Tests/Docs/ScannerTests.cs", "samples/ThermometerDriver/Thermometer.cs", "samples/SoundPlayer/Player.cs"];
        var compiled = own + string.Concat(others.Select(static name => CodeBlocks.Normalise(Repository.Read(name)))) + own.Replace("stream(path)", "stream(\"/dev/ttyUSB0\")", StringComparison.Ordinal)
            .Replace("OpenStream(path)", "OpenStream(\"/dev/ttyUSB0\")", StringComparison.Ordinal)
            .Replace("Open(path,", "Open(\"/dev/ttyUSB0\",", StringComparison.Ordinal);
        var samples = CodeBlocks.Lines("README.md").ToList();
        Assert.That(samples.Where(line => !compiled.Contains(CodeBlocks.Normalise(line), StringComparison.Ordinal)), Is.Empty);
        Assert.That(samples, Has.Count.GreaterThan(20), "the samples were found");
    }

    [Test]
    public async Task FiveLines_OnAFifo_EndTheReadWithTheReason(CancellationToken cancellationToken)
    {
        using var fifo = new Fifo();
        var ended = await ReadmeSamples.FiveLinesAsync(fifo.Path).WaitAsync(cancellationToken);
        Assert.That(ended, Is.InstanceOf<RevokedException>().With.Property("Reason").EqualTo(RevokeReason.Policy("shift over")));
    }

    [Test]
    public async Task Follow_DeviceThatIsThere_IsPumped(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pumped = 0;
        var following = ReadmeSamples.FollowAsync(
            "/dev/zero",
            async (stream, token) =>
            {
                pumped += await stream.ReadAsync(new byte[3], token);
                await end.CancelAsync();
            },
            new FakeLogger(),
            end.Token);
        Assert.That(async () => await following, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(pumped, Is.EqualTo(3));
    }

    [Test]
    public async Task Watch_Screen_TellsItsTerminal(CancellationToken cancellationToken)
    {
        if (!File.Exists("/sys/class/tty/tty0/active"))
        {
            Assert.Ignore("There is no console here.");
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var devices = new DeviceMonitor();
        var log = new FakeLogger();
        await using (devices)
        {
            var watching = ReadmeSamples.WatchAsync(devices, log, end.Token);
            await Eventually.TrueAsync(() => log.Collector.Count > 0, "the first value", cancellationToken);
            await end.CancelAsync();
            Assert.That(async () => await watching, Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(log.LatestRecord.Message, Does.Match("^tty[0-9]+ is on the screen, at an MTU of [0-9]+$"));
    }

    [Test]
    public async Task Tree_NobodyInside_IsCompleted(CancellationToken cancellationToken)
    {
        var outcome = await ReadmeSamples.TreeAsync(new FakeLogger()).WaitAsync(cancellationToken);
        Assert.That((outcome.IsCompleted, outcome.Stuck.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public void ReadAll_OtherSideOfTheLineGoes_Returns()
    {
        using var pty = new Pty();
        using var scope = new RevokeScope("line");
        var reader = Task.Run(() => ReadmeSamples.ReadAll(scope, pty.SlavePath));
        SpinWait.SpinUntil(() => OpenDescriptors.Count(pty.SlavePath) == 1, TimeSpan.FromSeconds(30));

        pty.Unplug();

        Assert.That(reader.Wait(TimeSpan.FromSeconds(30)));
        Assert.That(scope.Reason?.Cause, Is.EqualTo(RevokeCause.Unplugged));
    }

    [Test]
    public void Map_File_IsViewedAndCopied()
    {
        using var folder = new TemporaryFolder();
        using var scope = new RevokeScope("file");
        File.WriteAllText(folder["file"], string.Concat(Enumerable.Repeat("revoke", 100)));
        var buffer = new byte[6];
        Assert.That((ReadmeSamples.TryScore(scope, folder["file"], 6, buffer, out var score), score), Is.EqualTo((true, 43)));
        Assert.That(buffer, Is.EqualTo("revoke"u8.ToArray()));
    }

    [Test]
    public void Guard_Revoked_ReleasesTheHandle()
    {
        using var scope = new RevokeScope("card");
        Assert.That(ReadmeSamples.Guard(scope), Is.EqualTo((7, true)));
    }

    [Test]
    public void Count_OwnDriver_Reads()
    {
        using var scope = new RevokeScope("counter");
        using var pipe = new Pipe();
        var buffer = new byte[8];
        Assert.That(ReadmeSamples.Count(scope, pipe.Reader, static () => 42, buffer), Is.EqualTo(2));
        Assert.That(buffer[..2], Is.EqualTo("42"u8.ToArray()));
    }
}
