using System.Text.Json;
using Revoke.Cli;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

[TestFixture]
[CancelAfter(60_000)]
public sealed class DoctorTests
{
    private static readonly string[] Names =
    [
        "kernel", "sysfs", "descriptors", "user", "nodes", "netlink", "buffer", "events", "udev", "isolation", "membarrier", "gate", "numa", "inotify",
        "copies", "mappings", "tun", "fuse", "ptmx", "alsa", "ip",
    ];

    [Test]
    public async Task Doctor_Json_SaysOfEachThingHowItIsAndWhatToDo()
    {
        var result = await RevokeCommand.RunAsync("doctor", "--json");

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        JsonShape.AssertIs(document.RootElement, "checks: array", "ok: boolean");
        var checks = document.RootElement.GetProperty("checks").EnumerateArray().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(checks.Select(static check => check.GetProperty("name").GetString()), Is.EqualTo(Names));
            foreach (var check in checks)
            {
                JsonShape.AssertIs(check, "name: string", "state: string", "found: string", "advice: string?", "isEssential: boolean");
                var state = check.GetProperty("state").GetString();
                Assert.That(state, Is.AnyOf("ok", "degraded", "missing"));
                Assert.That(check.GetProperty("found").GetString(), Is.Not.Empty);
                Assert.That(check.GetProperty("advice").ValueKind == JsonValueKind.Null, Is.EqualTo(state is "ok"), () => $"{check}");
            }
        }
    }

    [Test]
    public async Task Doctor_Plain_IsALineEachWithoutEscapes()
    {
        var result = await RevokeCommand.RunAsync("doctor");

        result.AssertExited();
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.EqualTo(Names.Length));
            foreach (var (line, name) in lines.Zip(Names))
            {
                Assert.That(line, Does.Match($"^(ok      |degraded|missing )  {name} "));
            }

            Assert.That(result.Output, Does.Not.Contain('\u001b'));
            Assert.That(result.Error, Is.Empty);
        }
    }

    [Test]
    public async Task Doctor_SysfsIsNotThere_ExitsThree()
    {
        using var folder = new TemporaryFolder();

        var result = await RevokeCommand.RunAsync("doctor", "--json", "--sys-root", folder.Path);

        result.AssertExited(ExitCodes.Missing);
        using var document = JsonDocument.Parse(result.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.RootElement.GetProperty("ok").GetBoolean(), Is.False);
            Assert.That(Find(document, "sysfs").GetProperty("state").GetString(), Is.EqualTo("missing"));
            Assert.That(Find(document, "sysfs").GetProperty("found").GetString(), Does.Contain(folder.Path));
            Assert.That(Find(document, "events").GetProperty("found").GetString(), Does.Contain("cannot be tried"));
        }
    }

    [Test]
    public async Task Doctor_NodesAreNotThere_SaysSoAndIsContent()
    {
        using var folder = new TemporaryFolder();

        var result = await RevokeCommand.RunAsync("doctor", "--json", "--dev-root", folder.Path);

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        Assert.That(((string[])["tun", "fuse", "ptmx"]).Select(name => Find(document, name).GetProperty("state").GetString()), Is.All.EqualTo("missing"));
    }

    [Test]
    public async Task Doctor_WithoutRoot_SaysThatEventsCannotBeTriedAndWhatStandsIn()
    {
        var result = await RevokeCommand.RunAsNobodyAsync("doctor", "--json");

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Find(document, "user").GetProperty("state").GetString(), Is.EqualTo("degraded"));
            Assert.That(Find(document, "events").GetProperty("state").GetString(), Is.EqualTo("degraded"));
            Assert.That(Find(document, "events").GetProperty("found").GetString(), Does.Contain("cannot be tried"));
            Assert.That(Find(document, "events").GetProperty("advice").GetString(), Does.Contain("every 2 s"));
        }
    }

    [Test]
    public async Task Doctor_AsRoot_SeesARealEventArrive()
    {
        if (Native.geteuid() != 0)
        {
            Assert.Ignore("Asking the kernel for an event needs root.");
        }

        var result = await RevokeCommand.RunAsync("doctor", "--json");

        using var document = JsonDocument.Parse(result.Output);
        var events = Find(document, "events");
        if (events.GetProperty("found").GetString() is { } found && found.Contains("cannot be tried", StringComparison.Ordinal))
        {
            Assert.Ignore($"The kernel cannot be asked here: {found}");
        }

        Assert.That(events.GetProperty("state").GetString(), Is.EqualTo("ok"), () => $"{events}");
    }

    [Test]
    public async Task Doctor_BadRoot_ExitsTwoAndNamesIt()
    {
        var result = await RevokeCommand.RunAsync("doctor", "--sys-root", "somewhere");

        result.AssertExited(ExitCodes.Usage);
        Assert.That(result.Error, Does.Contain("--sys-root").And.Contain("'somewhere'"));
    }

    private static JsonElement Find(JsonDocument document, string name) =>
        document.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name);
}
