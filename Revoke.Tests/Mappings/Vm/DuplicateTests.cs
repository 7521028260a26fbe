using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>A second mapping of the same area.</summary>
[TestFixture]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DuplicateTests
{
    private static readonly MappingOptions s_one = new() { Offset = 100, Length = VmDriver.Page, Access = FileAccess.ReadWrite, AfterRevoke = AfterRevoke.Ones };

    private readonly RevokeScope _scope = new("vm");
    private readonly VmDriver _driver = new();

    [SetUp]
    public void SetUp() =>
        _driver.VmOperations = new VmOperations { Fault = _driver.Fault, Open = (in area) => _driver.Note($"open {area.Offset} {area.Length} {area.Access}") };

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public unsafe void Duplicate_OfADrivers_IsTheSameMemoryAndTheDriverIsToldOnce()
    {
        var file = _scope.Open(_driver);
        var first = file.Map(s_one);
        Assert.That(_driver.Calls, Is.Empty, "not at a map");

        using var second = first.Duplicate();

        Assert.That(_driver.Calls, Is.EqualTo([$"open 100 {VmDriver.Page} {FileAccess.ReadWrite}"]));
        first.CopyFrom(3, [77]);
        using (var view = second.View())
        {
            Assert.That((view.Span[3], view.Span[4], view.Span[^1]), Is.EqualTo(((byte)77, (byte)1, (byte)2)));
        }

        Assert.That((second.Length, second.CanWrite, second.Name), Is.EqualTo((first.Length, true, first.Name)));
        Assert.That(second.DangerousGetPointer() != first.DangerousGetPointer(), Is.True);
        first.Dispose();
        file.Dispose();
        Assert.That((_driver.Released, second.IsRevoked), Is.EqualTo((0, false)), "the second goes on alone");
        second.Dispose();
        Assert.That(_driver.Released, Is.EqualTo(1));
    }

    [Test]
    public unsafe void Duplicate_RevokedLater_IsReplacedByTheSamePolicy()
    {
        using var first = _scope.Open(_driver).Map(s_one);
        using var second = first.Duplicate();

        var outcome = _scope.Revoke(RevokeReason.Unplugged);

        Assert.That((outcome.IsCompleted, _driver.Released, *second.DangerousGetPointer()), Is.EqualTo((true, 1, (byte)0xFF)));
    }

    [Test]
    public void Duplicate_OfARealFile_IsTheSameMemory()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["file"], new byte[3 * VmDriver.Page]);
        using var first = _scope.Map(folder["file"], s_one with { Length = VmDriver.Page + 5 });
        using var second = first.Duplicate();

        first.CopyFrom(VmDriver.Page, [5]);

        using var view = second.View();
        Assert.That((view.Length, view.Span[VmDriver.Page]), Is.EqualTo((VmDriver.Page + 5, (byte)5)));
    }

    [Test]
    public void Duplicate_Private_IsRefused()
    {
        using var first = _scope.Open(_driver).Map(s_one with { IsPrivate = true });

        Assert.That(first.Duplicate, Throws.InstanceOf<NotSupportedException>());
        Assert.That(_driver.Calls, Is.Empty);
    }

    [Test]
    public void Duplicate_Revoked_IsRefusedAndTheDriverIsNotCalled()
    {
        using var first = _scope.Open(_driver).Map(s_one);
        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That(first.Duplicate, Throws.InstanceOf<RevokedException>());
        Assert.That(_driver.Calls, Is.Empty);
    }

    [Test]
    public void Duplicate_Disposed_IsRefused()
    {
        var first = _scope.Open(_driver).Map(s_one);
        first.Dispose();

        Assert.That(first.Duplicate, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(_driver.Calls, Is.Empty);
    }

    [Test]
    public void Duplicate_OpenThrows_MakesNone()
    {
        var cause = new InvalidOperationException("no more");
        _driver.VmOperations = new VmOperations { Open = (in _) => throw cause };
        var file = _scope.Open(_driver);
        var first = file.Map(s_one);

        Assert.That(first.Duplicate, Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EIO).And.InnerException.SameAs(cause));

        first.Dispose();
        file.Dispose();
        Assert.That(_driver.Released, Is.EqualTo(1), "the one that was not made counts for nothing");
    }

    [Test]
    public async Task Duplicate_RevokedInFlight_IsBornDead(CancellationToken cancellationToken)
    {
        _driver.VmOperations = new VmOperations { Open = (in _) => _scope.Revoke(RevokeReason.Unplugged) };
        using var first = _scope.Open(_driver).Map(s_one);

        using var second = first.Duplicate();

        Assert.That(second.IsRevoked, Is.True);
        Assert.That(() => second.View(), Throws.InstanceOf<RevokedException>());
        await _scope.WaitForCompletionAsync(cancellationToken);
        Assert.That(_driver.Released, Is.EqualTo(1));
    }
}
