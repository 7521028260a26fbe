using System.Runtime.InteropServices;

namespace Revoke.Tests.Mappings.Registers;

/// <summary>Each read and write of a register is one access of its width, whatever its caller does with it: looked at in the machine code of a compiler.</summary>
public abstract class RegisterCodeTests
{
    private const string Accesses = "Revoke.Mappings.Register";
    private const string View = "Revoke.RegisterView";
    private const string Callers = "Revoke.Tests.Mappings.Registers.RegisterCallers";

    private static readonly Dictionary<string, string> s_accessOf = new(StringComparer.Ordinal)
    {
        ["ReadByte"] = "Load8", ["ReadUInt16"] = "Load16", ["ReadUInt32"] = "Load32", ["ReadUInt64"] = "Load64",
        ["WriteByte"] = "Store8", ["WriteUInt16"] = "Store16", ["WriteUInt32"] = "Store32", ["WriteUInt64"] = "Store64",
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

    [TestCase("Load8", "byte")]
    [TestCase("Load16", "word")]
    [TestCase("Load32", "dword")]
    [TestCase("Load64", "qword")]
    [TestCase("Store8", "byte")]
    [TestCase("Store16", "word")]
    [TestCase("Store32", "dword")]
    [TestCase("Store64", "qword")]
    public void Access_MachineCode_IsOneOfItsWidth(string method, string width) => Assert.That(Find(Accesses, method).Accesses, Is.EqualTo(new[] { width }));

    [TestCase("Masked", "Load32")]
    [TestCase("Narrowed", "Load64")]
    [TestCase("Neighbours", "Store16", "Store16")]
    [TestCase("Twice", "Store32", "Store32")]
    [TestCase("Discarded", "Load32")]
    public void Caller_MachineCode_CallsEachAccessItWasWrittenWith(string method, params string[] accesses) =>
        Assert.That(Find(Callers, method).Calls.Select(AccessOf), Is.EqualTo(accesses));

    [Test]
    public void Loop_MachineCode_ReadsEachTime()
    {
        var code = Find(Callers, "Loop");

        Assert.That(code.Calls, Is.Not.Empty);
        Assert.That(code.CallsInLoops, Is.EqualTo(code.Calls));
        Assert.That(code.Calls.Select(AccessOf), Is.All.EqualTo("Load8"));
    }

    /// <summary>The check sees a narrow access; and what a compiler makes of one that it can see is the reason for all this.</summary>
    [TestCase("TooNarrow")]
    [TestCase("Inlined")]
    public void Control_MachineCode_IsFoundToBeNarrow(string method)
    {
        var accesses = Find(Callers, method).Accesses;
        if (method is "Inlined" && accesses is ["dword"])
        {
            Assert.Ignore("This compiler leaves it as wide as it is written.");
        }

        Assert.That(accesses, Is.EqualTo(new[] { "byte" }));
    }

    private protected abstract Task PrepareAsync();

    private protected abstract RegisterCode Find(string type, string method);

    // Inlined into its caller or not, a read of the view is one access.
    private string AccessOf(string called)
    {
        if (!s_accessOf.TryGetValue(called, out var access))
        {
            return called;
        }

        Assert.That(Find(View, called).Calls, Is.EqualTo(new[] { access }));
        return access;
    }
}
