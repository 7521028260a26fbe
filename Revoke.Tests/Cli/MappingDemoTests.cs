using System.Text.Json;
using Revoke.Cli.Demo.Reports;

namespace Revoke.Tests.Cli;

[TestFixture]
public sealed class MappingDemoTests
{
    private static readonly ChildReport Died = new(134, Said: null);
    private static readonly ChildReport WentOn = new(0, "BusErrorException");
    private static readonly MappingRevokeReport Clean = new("file", "Zeros", 1, 4, 1, ForeignBytes: 0, WrongAfterwards: 0, 1);

    [Test]
    public async Task DemoMapping_Json_BareProgramsDieAndTheOthersGoOn()
    {
        var result = await RevokeCommand.RunAsync("demo", "mapping", "--json", "--rounds", "2");

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        var report = document.RootElement;
        JsonShape.AssertIs(report, "hazards: array", "revokes: array", "ok: boolean");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.GetProperty("ok").GetBoolean());
            Assert.That(report.GetProperty("hazards").GetArrayLength(), Is.EqualTo(2));
            Assert.That(report.GetProperty("revokes").GetArrayLength(), Is.EqualTo(2));
            Assert.That(result.Error, Is.Empty);
        }

        foreach (var hazard in report.GetProperty("hazards").EnumerateArray())
        {
            JsonShape.AssertIs(hazard, "name: string", "withoutLibrary: object", "withLibrary: object");
            JsonShape.AssertIs(hazard.GetProperty("withLibrary"), "exitCode: number", "said: string");
            Assert.That(hazard.GetProperty("withoutLibrary").GetProperty("exitCode").GetInt32(), Is.EqualTo(134));
            Assert.That(hazard.GetProperty("withLibrary").GetProperty("exitCode").GetInt32(), Is.Zero);
            Assert.That(hazard.GetProperty("withLibrary").GetProperty("said").GetString(), Does.Match("^(BusErrorException at byte [0-9]+; what is left is read on|RevokedException|ObjectDisposedException)"));
        }

        foreach (var revoke in report.GetProperty("revokes").EnumerateArray())
        {
            JsonShape.AssertIs(
                revoke, "memory: string", "afterRevoke: string", "rounds: number", "readers: number", "bytesRead: number", "foreignBytes: number", "wrongAfterwards: number", "revokeMicroseconds: number?");
            Assert.That(revoke.GetProperty("rounds").GetInt32(), Is.EqualTo(2));
            Assert.That(revoke.GetProperty("bytesRead").GetInt64(), Is.Positive);
        }
    }

    [Test]
    public async Task DemoMapping_Piped_IsPlainText()
    {
        var result = await RevokeCommand.RunAsync("demo", "mapping", "--no-bare", "--rounds", "1");

        result.AssertExited();
        Assert.That(result.Output, Does.Contain("BusErrorException").And.Contain("Zeros").And.Contain("Ones").And.EndWith("ok\n").And.Not.Contain("exit code").And.Not.Contain('\u001b'));
    }

    [Test]
    public void Ok_OneThingWentWrong_IsFalse()
    {
        Assert.That(IsOk(Died, WentOn, Clean), Is.True);
        Assert.That(IsOk(bare: null, WentOn, Clean), Is.True, "left out");
        Assert.That(IsOk(WentOn, WentOn, Clean), Is.False, "the bare one lives: nothing is shown");
        Assert.That(IsOk(Died, Died, Clean), Is.False);
        Assert.That(IsOk(Died, new(0, Said: null), Clean), Is.False);
        Assert.That(IsOk(Died, WentOn, Clean with { ForeignBytes = 1 }), Is.False);
        Assert.That(IsOk(Died, WentOn, Clean with { WrongAfterwards = 1 }), Is.False);
    }

    private static bool IsOk(ChildReport? bare, ChildReport guarded, MappingRevokeReport revoke) =>
        new MappingDemoReport([new("truncated", bare, guarded)], [revoke]).Ok;
}
