namespace Revoke.Tests.Mappings.Escapes;

/// <summary>A span of a guarded mapping cannot leave its guard: that does not compile.</summary>
[TestFixture]
public sealed class EscapeTests
{
    private const string UsedOutside = "CS8168"; // a local returned by reference, which is what its span is
    private const string TemporaryOutside = "CS8156";
    private const string AcrossAwait = "CS4007";
    private const string InLambda = "CS8175";

    [TestCase("static ReadOnlySpan<byte> F(RevocableMapping m) { using var view = m.View(); return view.Span; }", UsedOutside)]
    [TestCase("static Span<byte> F(RevocableMapping m) { using var view = m.View(); return view.WritableSpan; }", UsedOutside)]
    [TestCase("static byte F(RevocableMapping m) { ReadOnlySpan<byte> span; using (var view = m.View()) { span = view.Span; } return span[0]; }", UsedOutside)]
    [TestCase("static byte F(RevocableMapping m) { ReadOnlySpan<byte> span; using (var view = m.View()) { span = view.Span[1..].Slice(1); } return span[0]; }", UsedOutside)]
    [TestCase("static void F(RevocableMapping m, ref ReadOnlySpan<byte> span) { using var view = m.View(); span = view.Span; }", UsedOutside)]
    [TestCase("static ref readonly byte F(RevocableMapping m) { using var view = m.View(); return ref view.Span[0]; }", UsedOutside)]
    [TestCase("static ReadOnlySpan<byte> F(RevocableMapping m) => m.View().Span;", TemporaryOutside)]
    public async Task View_SpanLeavesItsBlock_DoesNotCompile(string method, string error) => Assert.That(await CSharpCompiler.CompileAsync(method), Is.EqualTo(new[] { error }));

    [TestCase("static ReadOnlySpan<byte> F(RevokeScope s, RevocableMapping m) { using var use = s.Enter(); return use.Span(m, 0, 1); }", "CS8347", "CS8168")]
    [TestCase("static Span<byte> F(RevokeScope s, RevocableMapping m) { using var use = s.Enter(); return use.WritableSpan(m, 0, 1); }", "CS8347", "CS8168")]
    [TestCase("static byte F(RevokeScope s, RevocableMapping m) { ReadOnlySpan<byte> span; using (var use = s.Enter()) { span = use.Span(m, 0, 1); } return span[0]; }", "CS8347", "CS8168")]
    [TestCase("static ReadOnlySpan<byte> F(RevokeScope s, RevocableMapping m) => s.Enter().Span(m, 0, 1);", "CS8347", "CS8156")]
    public async Task Use_SpanLeavesItsBlock_DoesNotCompile(string method, params string[] errors) => Assert.That(await CSharpCompiler.CompileAsync(method), Is.EquivalentTo(errors));

    [TestCase("static async Task<byte> F(RevocableMapping m) { using var view = m.View(); await Task.Yield(); return 0; }", AcrossAwait)]
    [TestCase("static async Task<byte> F(RevocableMapping m) { using var view = m.View(); var span = view.Span; await Task.Yield(); return span[0]; }", AcrossAwait)]
    [TestCase("static async Task<byte> F(RevokeScope s, RevocableMapping m) { using var use = s.Enter(); var span = use.Span(m, 0, 1); await Task.Yield(); return span[0]; }", AcrossAwait)]
    [TestCase("static async Task F(RevocableMapping m) { using var registers = m.Registers(); await Task.Yield(); registers.ReadByte(0); }", AcrossAwait)]
    [TestCase("static IEnumerable<byte> F(RevocableMapping m) { using var view = m.View(); yield return view.Span[0]; }", AcrossAwait)]
    [TestCase("static Func<byte> F(RevocableMapping m) { using var view = m.View(); return () => view.Span[0]; }", InLambda)]
    public async Task Guard_Suspended_DoesNotCompile(string method, string error) => Assert.That(await CSharpCompiler.CompileAsync(method), Is.EqualTo(new[] { error }));

    /// <summary>What should compile does.</summary>
    [TestCase("static byte F(RevocableMapping m) { using var view = m.View(); var span = view.Span; return span[0]; }")]
    [TestCase("static byte F(RevocableMapping m) { using var view = m.View(0, 2); return G(view.Span[1..]); } static byte G(ReadOnlySpan<byte> span) => span[0];")]
    [TestCase("static void F(RevocableMapping m) { using var view = m.View(); foreach (var b in view.Span) { view.WritableSpan[0] = b; } }")]
    [TestCase("static byte[] F(RevocableMapping m) { using var view = m.View(); return view.Span.ToArray(); }")]
    [TestCase("static int F(RevokeScope s, RevocableMapping[] all) { using var use = s.Enter(); var sum = 0; foreach (var m in all) { sum += use.Span(m, 0, 1)[0]; } return sum; }")]
    [TestCase("static byte F(RevocableMapping m) { if (!m.TryView(0, 1, out var view)) { return 0; } using (view) { return view.Span[0]; } }")]
    [TestCase("static async Task<byte> F(RevocableMapping m) { using var hold = m.Hold(0, 1); await Task.Yield(); return hold.Memory.Span[0]; }")]
    [TestCase("static async Task<byte> F(RevocableMapping m) { byte b; using (var view = m.View()) { b = view.Span[0]; } await Task.Yield(); return b; }")]
    public async Task Guard_UsedInside_Compiles(string method) => Assert.That(await CSharpCompiler.CompileAsync(method), Is.Empty);
}
