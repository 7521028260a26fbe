using System.Text.Json;
using Revoke.Cli;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

[TestFixture]
[CancelAfter(60_000)]
public sealed class WatchTests
{
    private const string Absent = "/devices/virtual/net/no-such-device";

    [Test]
    public async Task Watch_Json_BeginsWithReady(CancellationToken cancellationToken)
    {
        using var watch = RevokeCommand.Start("watch", "--json");

        var line = await watch.LineAsync(static _ => true, "anything", cancellationToken);

        Assert.That(line.GetProperty("type").GetString(), Is.EqualTo("ready"));
        JsonShape.AssertIs(line, "type: string", "time: string", "listening: boolean");
    }

    [Test]
    public async Task Watch_Json_TellsATapThatComesAndGoes(CancellationToken cancellationToken)
    {
        TapDevice.RequireOrIgnore();
        using var watch = RevokeCommand.Start("watch", "--json");
        await watch.LineAsync("ready", cancellationToken);

        using var tap = new TapDevice();
        var path = "/devices/virtual/net/" + tap.Name;
        var add = await watch.LineAsync(line => IsEvent(line, "add", path), "add", cancellationToken);
        tap.Delete();
        var remove = await watch.LineAsync(line => IsEvent(line, "remove", path), "remove", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            foreach (var line in (JsonElement[])[add, remove])
            {
                JsonShape.AssertIs(
                    line, "type: string", "time: string", "action: string", "devicePath: string", "subsystem: string?", "node: string?", "source: string",
                    "sequenceNumber: number?", "previousDevicePath: string?", "properties: object");
                Assert.That(line.GetProperty("subsystem").GetString(), Is.EqualTo("net"));
                Assert.That(line.GetProperty("source").GetString(), Is.AnyOf("kernel", "udev"));
                Assert.That(line.GetProperty("properties").GetProperty("INTERFACE").GetString(), Is.EqualTo(tap.Name));
                Assert.That(line.GetProperty("time").GetDateTimeOffset(), Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
            }
        }
    }

    [Test]
    public async Task Watch_Follow_TellsEachGenerationAndItsRevocation(CancellationToken cancellationToken)
    {
        TapDevice.RequireOrIgnore();
        using var tap = new TapDevice();
        var path = "/devices/virtual/net/" + tap.Name;
        using var watch = RevokeCommand.Start("watch", "--json", "--no-events", "--follow", path);

        var first = await watch.LineAsync("arrived", cancellationToken);
        tap.Delete();
        var revoked = await watch.LineAsync("revoked", cancellationToken);
        using var again = tap.OpenQueue(); // under the same name
        var second = await watch.LineAsync("arrived", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            JsonShape.AssertIs(first, "type: string", "time: string", "id: string", "generation: number", "devicePath: string?", "subsystem: string?", "node: string?");
            JsonShape.AssertIs(revoked, "type: string", "time: string", "id: string", "generation: number", "devicePath: string?", "cause: string", "detail: string?");
            Assert.That(first.GetProperty("generation").GetInt64(), Is.EqualTo(1));
            Assert.That(first.GetProperty("devicePath").GetString(), Is.EqualTo(path));
            Assert.That(revoked.GetProperty("generation").GetInt64(), Is.EqualTo(1));
            Assert.That(revoked.GetProperty("cause").GetString(), Is.EqualTo("unplugged"));
            Assert.That(second.GetProperty("generation").GetInt64(), Is.EqualTo(2));
            Assert.That(second.GetProperty("id").GetString(), Is.EqualTo(path));
        }
    }

    [Test]
    public async Task Watch_Subsystem_LeavesOutTheOthers(CancellationToken cancellationToken)
    {
        TapDevice.RequireOrIgnore();
        using var watch = RevokeCommand.Start("watch", "--json", "--subsystem", "net");
        await watch.LineAsync("ready", cancellationToken);

        using var tap = new TapDevice(); // its queues are announced too, in a subsystem of their own
        tap.Delete();

        var path = "/devices/virtual/net/" + tap.Name;
        await watch.LineAsync(
            line =>
            {
                Assert.That(line.GetProperty("subsystem").GetString(), Is.EqualTo("net"));
                return IsEvent(line, "remove", path);
            },
            "remove",
            cancellationToken);
    }

    [Test]
    public async Task Watch_FollowedDeviceIsNotThere_SaysSo(CancellationToken cancellationToken)
    {
        using var watch = RevokeCommand.Start("watch", "--json", "-f", Absent);

        var line = await watch.LineAsync("absent", cancellationToken);

        JsonShape.AssertIs(line, "type: string", "time: string", "id: string");
        Assert.That(line.GetProperty("id").GetString(), Is.EqualTo(Absent));
    }

    [Test]
    public async Task Watch_FollowALinkInSysfs_ArrivesAsWhatItLeadsTo(CancellationToken cancellationToken)
    {
        using var watch = RevokeCommand.Start("watch", "--json", "--no-events", "-f", "/sys/class/net/lo");

        var line = await watch.LineAsync("arrived", cancellationToken);

        Assert.That(line.GetProperty("devicePath").GetString(), Is.EqualTo("/devices/virtual/net/lo"));
    }

    [TestCase(Native.SIGINT)]
    [TestCase(Native.SIGTERM)]
    [TestCase(RevokeProcess.HangUp)]
    public async Task Watch_Signal_ExitsZero(int signal, CancellationToken cancellationToken)
    {
        using var watch = RevokeCommand.Start("watch", "--json", "-f", Absent);
        await watch.LineAsync("absent", cancellationToken);

        watch.Signal(signal);

        Assert.That(await watch.EndAsync(cancellationToken), Is.EqualTo((ExitCodes.Ok, string.Empty)));
    }

    [Test]
    public async Task Watch_NobodyReadsAnyMore_ExitsZero(CancellationToken cancellationToken)
    {
        using var watch = RevokeCommand.Start("watch", "--json", "--no-events");
        await watch.LineAsync("ready", cancellationToken);

        watch.CloseOutput();

        Assert.That(await watch.EndAsync(cancellationToken), Is.EqualTo((ExitCodes.Ok, string.Empty)));
    }

    [Test]
    public async Task Watch_Plain_IsALineEachWithoutEscapes(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var output = folder["output"];
        using var shell = new RevokeProcess(Children.ChildProcess.Start("sh", ["-c", $"exec {RevokeCommand.CommandLine} watch -f {Absent} >'{output}'"]));
        await Eventually.TrueAsync(() => File.Exists(output) && File.ReadAllLines(output).Length == 2, "two lines", cancellationToken);

        shell.Signal(Native.SIGTERM);

        Assert.That((await shell.EndAsync(cancellationToken)).ExitCode, Is.EqualTo(ExitCodes.Ok));
        var lines = await File.ReadAllLinesAsync(output, cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Does.Match("^[0-9:.]{12}  ready "));
            Assert.That(lines[1], Does.Match("^[0-9:.]{12}  absent ").And.Contain(Absent));
        }
    }

    [TestCase("ttyUSB0")]
    [TestCase("/")]
    [TestCase("/tmp")]
    public async Task Watch_FollowNoDevice_ExitsTwoAndNamesIt(string id)
    {
        var result = await RevokeCommand.RunAsync("watch", "--follow", id);

        result.AssertExited(ExitCodes.Usage);
        Assert.That(result.Error, Does.Contain($"'{id}'"));
    }

    [Test]
    public async Task Watch_FollowNodeOutsideTheRootOfNodes_ExitsTwoAndNamesThat()
    {
        var result = await RevokeCommand.RunAsync("watch", "--dev-root", "/nope", "--follow", "/dev/null");

        result.AssertExited(ExitCodes.Usage);
        Assert.That(result.Error, Does.Contain("below /nope").And.Contain("'/dev/null'"));
    }

    [Test]
    public async Task Watch_NoSysfsThere_ExitsOneAndSaysSo()
    {
        using var folder = new TemporaryFolder();

        var result = await RevokeCommand.RunAsync("watch", "--sys-root", folder.Path);

        result.AssertExited(ExitCodes.Failed);
        Assert.That(result.Output, Is.Empty);
        Assert.That(result.Error, Does.Match($"^revoke watch: there is no sysfs in '{folder.Path}'.*\n$"));
    }

    private static bool IsEvent(JsonElement line, string action, string path) => line.GetProperty("type").GetString() == "event"
        && line.GetProperty("action").GetString() == action
        && line.GetProperty("devicePath").GetString() == path;
}
