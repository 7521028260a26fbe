using System.Text.Json;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

[TestFixture]
[CancelAfter(90_000)]
public sealed class DeviceDemoTests
{
    private static readonly string[] Report =
    [
        "devices: array", "skipped: array", "handles: array", "withoutLibrary: array", "timeline: object", "rounds: array", "opened: number", "released: number",
        "leakedDescriptors: number", "leaked: array", "ok: boolean", "removalToUeventMicroseconds: number?", "ueventToLastHandleMicroseconds: number?",
        "bareMicroseconds: number?", "oldHandlesUsable: number", "newGeneration: array",
    ];

    [Test]
    public async Task DemoSysfs_AsRoot_RemovesATapAndAPairAndTheyComeBack()
    {
        TapDevice.RequireOrIgnore();
        var report = await RunAsync(RevokeCommand.RunAsync("demo", "sysfs", "--json", "--no-bare", "--rounds", "2"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.GetProperty("devices").GetArrayLength(), Is.EqualTo(3));
            Assert.That(report.GetProperty("skipped").GetArrayLength(), Is.Zero);
            Assert.That(report.GetProperty("handles").GetArrayLength(), Is.AtLeast(14));
            Assert.That(report.GetProperty("removalToUeventMicroseconds").GetDouble(), Is.Positive);
            Assert.That(report.GetProperty("ueventToLastHandleMicroseconds").GetDouble(), Is.Positive);
            Assert.That(report.GetProperty("timeline").GetProperty("deviceDeleted").GetDouble(), Is.Positive);
            Assert.That(LinksOfDemos(report), Is.Empty);
        }
    }

    [Test]
    public async Task DemoSysfs_WithoutRoot_DoesTheSameWithAFakeDevice()
    {
        var report = await RunAsync(RevokeCommand.RunAsNobodyAsync("demo", "sysfs", "--json", "--no-bare", "--rounds", "2"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.GetProperty("devices").EnumerateArray().Single().GetProperty("kind").GetString(), Does.Contain("fake"));
            Assert.That(report.GetProperty("skipped").EnumerateArray().Select(static text => text.GetString()).ToArray(), Has.Length.EqualTo(2).And.All.Contain("root"));
            Assert.That(report.GetProperty("handles").GetArrayLength(), Is.AtLeast(6));
            Assert.That(report.GetProperty("ueventToLastHandleMicroseconds").GetDouble(), Is.Positive);
        }
    }

    [Test]
    public async Task DemoSysfs_WithoutTheLibrary_SomeNeverWake()
    {
        TapDevice.RequireOrIgnore();
        var result = await RevokeCommand.RunAsync("demo", "--json", "sysfs", "--rounds", "0");

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        var bare = document.RootElement.GetProperty("withoutLibrary").EnumerateArray().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bare, Has.Length.EqualTo(document.RootElement.GetProperty("handles").GetArrayLength()));
            Assert.That(bare.Count(static handle => handle.GetProperty("wokenMicroseconds").ValueKind == JsonValueKind.Null), Is.Positive);
            Assert.That(document.RootElement.GetProperty("bareMicroseconds").ValueKind, Is.EqualTo(JsonValueKind.Null), "no rounds");
        }
    }

    [Test]
    public async Task DemoSysfs_Piped_IsPlainTextWithoutEscapes()
    {
        var result = await RevokeCommand.RunAsync("demo", "sysfs", "--no-bare", "--rounds", "1");

        result.AssertExited();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Output, Does.Contain("uevent").And.Contain("came back").And.Contain("0 of").And.Contain("ok"));
            Assert.That(result.Output, Does.Not.Contain('\u001b'));
        }
    }

    [TestCase(Native.SIGINT)]
    [TestCase(RevokeProcess.HangUp)]
    public async Task DemoSysfs_Interrupted_FailsAndLeavesNoDevice(int signal, CancellationToken cancellationToken)
    {
        TapDevice.RequireOrIgnore();
        using var demo = RevokeCommand.Start("demo", "sysfs", "--json", "--no-bare", "--rounds", "10000");
        await Eventually.TrueAsync(() => Directory.Exists($"/sys/class/net/rvk{demo.Id}a"), "the pair is made", cancellationToken);

        demo.Signal(signal);
        var (code, error) = await demo.EndAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(Revoke.Cli.ExitCodes.Failed));
            Assert.That(error, Does.Contain("interrupted"));
            Assert.That(Directory.Exists($"/sys/class/net/rvk{demo.Id}a"), Is.False);
        }
    }

    [Test]
    public async Task DemoSysfs_InterruptedWhileItsChildHasDevices_LeavesNoneOfThem(CancellationToken cancellationToken)
    {
        TapDevice.RequireOrIgnore();
        using var demo = RevokeCommand.Start("demo", "sysfs", "--json", "--rounds", "0");
        string? link = null;
        await Eventually.TrueAsync(
            () => (link = demo.Children.Select(static child => $"/sys/class/net/rvk{child}a").FirstOrDefault(Directory.Exists)) is not null, "the child has made its pair", cancellationToken);

        demo.Signal(Native.SIGTERM);
        await demo.EndAsync(cancellationToken);

        Assert.That(Directory.Exists(link), Is.False);
    }

    /// <summary>What every form of it promises, and the shape of what it prints.</summary>
    private static async Task<JsonElement> RunAsync(Task<ChildResult> demo)
    {
        var result = await demo;
        result.AssertExited();
        Assert.That(result.Error, Is.Empty);
        var report = JsonDocument.Parse(result.Output).RootElement;
        JsonShape.AssertIs(report, Report);
        JsonShape.AssertIs(report.GetProperty("timeline"), "gateClosed: number", "woken: number", "drained: number?", "released: number?", "deviceDeleted: number?");
        var handles = report.GetProperty("handles").EnumerateArray().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.GetProperty("ok").GetBoolean(), Is.True, () => $"{report}");
            Assert.That(report.GetProperty("opened").GetInt32(), Is.EqualTo(handles.Length));
            Assert.That(report.GetProperty("released").GetInt32(), Is.EqualTo(handles.Length));
            Assert.That(report.GetProperty("leakedDescriptors").GetInt32(), Is.Zero);
            Assert.That(report.GetProperty("oldHandlesUsable").GetInt32(), Is.Zero);
            Assert.That(report.GetProperty("rounds").GetArrayLength(), Is.EqualTo(2));
            foreach (var device in report.GetProperty("devices").EnumerateArray())
            {
                JsonShape.AssertIs(device, "name: string", "kind: string");
            }

            foreach (var handle in handles)
            {
                JsonShape.AssertIs(handle, "name: string", "operation: string", "wokenMicroseconds: number?", "result: string", "errno: number");
                Assert.That(handle.GetProperty("result").GetString(), Does.StartWith("revoked"));
            }

            foreach (var round in report.GetProperty("rounds").EnumerateArray())
            {
                JsonShape.AssertIs(round, "removalToUeventMicroseconds: number?", "ueventToLastHandleMicroseconds: number?", "bareMicroseconds: number");
            }

            foreach (var device in report.GetProperty("newGeneration").EnumerateArray())
            {
                JsonShape.AssertIs(device, "name: string", "generation: number", "works: boolean", "shows: string");
                Assert.That(device.GetProperty("works").GetBoolean(), Is.True, () => $"{device}");
                Assert.That(device.GetProperty("generation").GetInt64(), Is.GreaterThan(1));
            }
        }

        return report;
    }

    private static IEnumerable<string> LinksOfDemos(JsonElement report) => report.GetProperty("devices").EnumerateArray()
        .Select(static device => device.GetProperty("name").GetString()!)
        .Where(static name => Directory.Exists("/sys/class/net/" + name));
}
