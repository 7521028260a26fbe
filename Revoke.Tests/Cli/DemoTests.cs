using System.Text.Json;

namespace Revoke.Tests.Cli;

[TestFixture]
public sealed class DemoTests
{
    private const int LeastHandles = 14;

    private static readonly string[] Rounds = ["bareMicroseconds", "tryMicroseconds", "throwingMicroseconds", "asyncMicroseconds", "asyncBareMicroseconds"];

    [Test]
    public async Task Demo_Json_PrintsOneObjectInWhichEveryHandleDied()
    {
        var result = await RevokeCommand.RunAsync("demo", "--json", "--no-bare", "--rounds", "2");

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        var report = document.RootElement;
        var handles = report.GetProperty("handles").EnumerateArray().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.GetProperty("ok").GetBoolean(), Is.True);
            Assert.That(report.GetProperty("devices").GetArrayLength(), Is.Positive);
            Assert.That(handles, Has.Length.AtLeast(LeastHandles));
            Assert.That(report.GetProperty("released").GetInt32(), Is.EqualTo(handles.Length));
            Assert.That(report.GetProperty("leakedDescriptors").GetInt32(), Is.Zero);
            Assert.That(report.GetProperty("rounds").GetArrayLength(), Is.EqualTo(2));
            Assert.That(result.Error, Is.Empty);
        }
    }

    [Test]
    public async Task Demo_Json_SaysOfEveryHandleWhatItWasToldAndWhen()
    {
        var result = await RevokeCommand.RunAsync("demo", "--json", "--no-bare", "--rounds", "0");

        using var document = JsonDocument.Parse(result.Output);
        using (Assert.EnterMultipleScope())
        {
            foreach (var handle in document.RootElement.GetProperty("handles").EnumerateArray())
            {
                Assert.That(handle.GetProperty("name").GetString(), Is.Not.Empty);
                Assert.That(handle.GetProperty("operation").GetString(), Is.Not.Empty);
                Assert.That(handle.GetProperty("wokenMicroseconds").GetDouble(), Is.Positive);
                Assert.That(handle.GetProperty("result").GetString(), Does.StartWith("revoked"));
                Assert.That(handle.GetProperty("errno").GetInt32(), Is.Positive);
            }
        }
    }

    [Test]
    public async Task Demo_Json_ComparesWakesInEveryRound()
    {
        var result = await RevokeCommand.RunAsync("demo", "--json", "--no-bare", "--rounds", "1");

        using var document = JsonDocument.Parse(result.Output);
        var round = document.RootElement.GetProperty("rounds").EnumerateArray().Single();
        Assert.That(Rounds.Select(name => round.GetProperty(name).GetDouble()), Is.All.Positive);
    }

    [Test]
    public async Task Demo_WithoutTheLibrary_SomeNeverWake()
    {
        var result = await RevokeCommand.RunAsync("demo", "--json", "--rounds", "0");

        result.AssertExited();
        using var document = JsonDocument.Parse(result.Output);
        var bare = document.RootElement.GetProperty("withoutLibrary").EnumerateArray().ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bare, Has.Length.EqualTo(document.RootElement.GetProperty("handles").GetArrayLength()));
            Assert.That(bare.Count(static handle => handle.GetProperty("wokenMicroseconds").ValueKind == JsonValueKind.Null), Is.Positive);
        }
    }

    [Test]
    public async Task Demo_Piped_IsPlainTextWithoutEscapes()
    {
        var result = await RevokeCommand.RunAsync("demo", "--no-bare", "--rounds", "1");

        result.AssertExited();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Output, Does.Contain("gate closed").And.Contain("released").And.Contain("ok"));
            Assert.That(result.Output, Does.Not.Contain('\u001b'));
        }
    }
}
