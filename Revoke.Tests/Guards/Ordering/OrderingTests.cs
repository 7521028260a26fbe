using System.Globalization;
using System.Runtime.InteropServices;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Guards.Ordering;

/// <summary>
/// The memory model of .NET lets a compiler move a volatile load before an earlier volatile store, and then the gate leaks. So its machine code is
/// looked at: what is published stands before the load of the word that decides, on the way in and on the way out (I17).
/// </summary>
[NonParallelizable]
public sealed class OrderingTests
{
    private const string Way = "Revoke.Tests.Guards.Ordering.EnterPath:";
    private const string Twin = "Revoke.Tests.Guards.Ordering.TurnedRound:";

    private string _listings = string.Empty;
    private long _word;

    [OneTimeSetUp]
    public async Task CompileAsync()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Assert.Ignore("This test reads x64 code.");
        }

        using var folder = new TemporaryFolder();
        var file = folder["listings"];
        var child = await ChildProcess.RunProgramAsync(
            ChildProcess.DefaultLimit,
            "env",
            ["DOTNET_TieredCompilation=1", "DOTNET_JitDisasm=*EnterPath:* *TurnedRound:*", $"DOTNET_JitStdOutFile={file}", ChildProcess.Host, "exec", typeof(OrderingTests).Assembly.Location, "enter-path"]);
        if (child.ExitCode == EnterPathScenario.Unsupported)
        {
            Assert.Ignore("This system has no process-wide barrier (membarrier).");
        }

        child.AssertExited();
        _word = long.Parse(child.Output, CultureInfo.InvariantCulture);
        _listings = await File.ReadAllTextAsync(file);
    }

    [Test]
    public void Enter_MachineCode_PublishesBeforeItLoadsTheWordThatDecides()
    {
        var ways = Ways.Of(Listing.Find(_listings, Way + "Enter"), _word);

        // Out of line at the first look; entered, or out of line at the second.
        Assert.That(ways, Is.EquivalentTo(new[] { "L", "LSL" }));
    }

    [Test]
    public void Leave_MachineCode_ClearsBeforeItLoadsTheWord()
    {
        var ways = Ways.Of(Listing.Find(_listings, Way + "Leave"), _word);

        // Left already, or out of line; left.
        Assert.That(ways, Is.EquivalentTo(new[] { "", "SL" }));
    }

    /// <summary>The check sees the order: a twin that looks first.</summary>
    [TestCase("Enter", "LLS")]
    [TestCase("Leave", "LS")]
    public void TurnedRound_MachineCode_IsFound(string method, string way)
    {
        var ways = Ways.Of(Listing.Find(_listings, Twin + method), TurnedRound.WordOffset);

        Assert.That(ways, Does.Contain(way).And.None.Contain("SL"));
    }
}
