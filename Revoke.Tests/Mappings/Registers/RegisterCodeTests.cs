using System.Runtime.InteropServices;

namespace Revoke.Tests.Mappings.Registers;

/// <summary>Each read and write of a register is one access of its width, whatever its caller does with it: looked at in the machine code of a compiler.</summary>
public abstract class RegisterCodeTests
{
    private const string LongWay = "Revoke.Mappings.RegisterAccess";
    private const string Callers = "Revoke.Tests.Mappings.Registers.RegisterCallers";

    // Before each access the stamp of the stay is compared with what stands in its slot.
    private const string Stamp = "qword";

    private static readonly Dictionary<string, string> s_widthOf = new(StringComparer.Ordinal)
    {
        ["Load8"] = "byte", ["Load16"] = "word", ["Load32"] = "dword", ["Load64"] = "qword",
        ["Store8"] = "byte", ["Store16"] = "word", ["Store32"] = "dword", ["Store64"] = "qword",
    };

    [OneTimeSetUp]
    public Task CompileAsync()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Assert.Ignore("This test reads x64 code.");
        }

        return PrepareAsync();
    }

    [TestCase("Load8")]
    [TestCase("Load16")]
    [TestCase("Load32")]
    [TestCase("Load64")]
    [TestCase("Store8")]
    [TestCase("Store16")]
    [TestCase("Store32")]
    [TestCase("Store64")]
    public void LongWay_MachineCode_IsOneAccessOfItsWidth(string access) => Assert.That(Find(LongWay, access).Accesses, Is.EqualTo(new[] { s_widthOf[access] }));

    [TestCase("Masked", "Load32")]
    [TestCase("MaskedShort", "Load16")]
    [TestCase("MaskedWide", "Load64")]
    [TestCase("Narrowed", "Load64")]
    [TestCase("AsByte", "Load32")]
    [TestCase("AsSByte", "Load16")]
    [TestCase("AsShort", "Load32")]
    [TestCase("AsUShort", "Load64")]
    [TestCase("Middle", "Load32")]
    [TestCase("Shifted", "Load32")]
    [TestCase("Upper", "Load64")]
    [TestCase("Compared", "Load32")]
    [TestCase("ComparedWithOnes", "Load32")]
    [TestCase("Dead", "Load32")]
    [TestCase("Sign", "Load32")]
    [TestCase("Discarded", "Load32")]
    [TestCase("DiscardedByte", "Load8")]
    [TestCase("DiscardedWide", "Load64")]
    [TestCase("ReadTwice", "Load32", "Load32")]
    [TestCase("Neighbours", "Store16", "Store16")]
    [TestCase("Twice", "Store32", "Store32")]
    [TestCase("Changed", "Load32", "Store32")]
    [TestCase("ChangedByte", "Load8", "Store8")]
    public void Caller_MachineCode_HasEachAccessItWasWrittenWith(string method, params string[] accesses)
    {
        var code = Find(Callers, method);

        Assert.That(code.Accesses, Is.EqualTo(accesses.SelectMany(static access => new[] { Stamp, s_widthOf[access] })));
        Assert.That(code.Calls.Where(static called => !string.Equals(called, "Same", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal), Is.EquivalentTo(accesses.Distinct(StringComparer.Ordinal)));
    }

    [TestCase("Loop", "Load8")]
    [TestCase("Polled", "Load32")]
    public void Loop_MachineCode_ReadsEachTime(string method, string access)
    {
        var code = Find(Callers, method);

        Assert.That(code.AccessesInLoops, Is.Not.Empty);
        Assert.That(code.AccessesInLoops.Chunk(2), Is.All.EqualTo(new[] { Stamp, s_widthOf[access] }));
        Assert.That(code.Accesses.Chunk(2), Is.All.EqualTo(new[] { Stamp, s_widthOf[access] }));
    }

    [TestCase("KeptShort", "word")]
    [TestCase("Kept", "dword")]
    [TestCase("KeptDiscarded", "qword")]
    public void SecondUse_MachineCode_KeepsTheWidth(string method, string width) => Assert.That(Find(Callers, method).Accesses, Is.EqualTo(new[] { width }));

    /// <summary>The check sees a narrow access; and what a compiler makes of one with which it may do as it likes is the reason for all this.</summary>
    [TestCase("TooNarrow", "byte", null)]
    [TestCase("Inlined", "byte", "dword")]
    [TestCase("InlinedDiscarded", "dword", "qword")]
    public void Control_MachineCode_IsFoundToBeNarrow(string method, string width, string? written)
    {
        var accesses = Find(Callers, method).Accesses;
        if (accesses is [var found] && found == written)
        {
            Assert.Ignore("This compiler leaves it as wide as it is written.");
        }

        Assert.That(accesses, Is.EqualTo(new[] { width }));
    }

    private protected abstract Task PrepareAsync();

    private protected abstract RegisterCode Find(string type, string method);
}
