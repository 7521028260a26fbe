namespace Revoke.Tests.Guards.Ordering;

/// <summary>As <see cref="OrderingTests"/>, for arm64, whose volatile instructions have names of their own.</summary>
public sealed class Arm64OrderingTests
{
    private const string Gate = "Revoke.Guards.AsymmetricGate:";
    private const string Twin = "Revoke.Tests.Guards.Ordering.TurnedRound:";

    [TestCase("TryEnterFast(nint,byref)", "stlr", "ldar")]
    [TestCase("LeaveFast", "stlr", "ldar")]
    public async Task Gate_MachineCode_StoresBeforeItLoadsTheWord(string method, params string[] order) =>
        Assert.That(CrossCompiler.FindVolatile(await CrossCompiler.CompileForArm64Async(typeof(RevokeScope).Assembly.Location, Gate + "*"), Gate + method), Is.EqualTo(order));

    /// <summary>The check sees the order: a twin that looks first.</summary>
    [TestCase("Enter")]
    [TestCase("Leave")]
    public async Task TurnedRound_MachineCode_IsFound(string method) =>
        Assert.That(CrossCompiler.FindVolatile(await CrossCompiler.CompileForArm64Async(typeof(TurnedRound).Assembly.Location, Twin + "*"), Twin + method), Is.EqualTo(new[] { "ldar", "stlr" }));
}
