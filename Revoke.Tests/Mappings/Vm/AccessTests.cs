using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>Reading and writing a mapping out of band.</summary>
[TestFixture]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AccessTests
{
    private static readonly MappingOptions s_two = new() { Offset = VmDriver.Page, Length = 2 * VmDriver.Page, Access = FileAccess.ReadWrite };

    private readonly RevokeScope _scope = new("vm");
    private readonly VmDriver _driver = new();

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void PeekAndPoke_DriverHasAHandler_IsCalledAndNoPageIsTouched()
    {
        _driver.VmOperations = new VmOperations { Fault = _driver.Fault, Access = Access };
        using var mapping = _scope.Open(_driver).Map(s_two);
        var buffer = new byte[10];
        var bytes = "xyz"u8.ToArray();

        var read = mapping.Peek(5, buffer);
        var written = mapping.Poke(7, bytes);

        Assert.That((read, written, buffer[6], buffer[7]), Is.EqualTo((7, 3, (byte)9, (byte)0)));
        Assert.That(bytes, Is.EqualTo("xyz"u8.ToArray()), "what the handler does to its buffer is nobody else's");
        Assert.That(_driver.Calls, Is.EqualTo([$"read 10 at {VmDriver.Page + 5}", $"write 3 at {VmDriver.Page + 7}"]));
    }

    [Test]
    public void PeekAndPoke_DriverHasNone_GoThroughThePages()
    {
        _driver.VmOperations = new VmOperations { Fault = _driver.Fault, PageMkwrite = _driver.PageMkwrite };
        using var mapping = _scope.Open(_driver).Map(s_two);
        var buffer = new byte[4];

        Assert.That(mapping.Peek(VmDriver.Page - 2, buffer), Is.EqualTo(4));
        Assert.That(buffer, Is.EqualTo(new byte[] { 2, 2, 3, 3 }));
        Assert.That(mapping.Poke(0, "a"u8), Is.EqualTo(1));
        Assert.That(mapping.Peek(0, buffer), Is.EqualTo(4));

        Assert.That(buffer[0], Is.EqualTo((byte)'a'));
        Assert.That(_driver.Calls, Is.EqualTo(["fault 1", "fault 2", "mkwrite 1"]));
    }

    [Test]
    public void Peek_RealFile_IsAsACheckedCopy()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["file"], new byte[2 * VmDriver.Page]);
        using var mapping = _scope.Map(folder["file"], new MappingOptions { Access = FileAccess.ReadWrite });
        Assert.That((mapping.Poke(1, "b"u8), mapping.Peek(1, new byte[3])), Is.EqualTo((1, 3)));
        using (var stream = File.OpenWrite(folder["file"]))
        {
            stream.SetLength(VmDriver.Page);
        }

        Assert.That(() => mapping.Peek(VmDriver.Page - 1, new byte[2]), Throws.InstanceOf<BusErrorException>().With.Property("Offset").EqualTo((long)VmDriver.Page));
    }

    [Test]
    public void Access_HandlerFails_IsItsErrorWithTheCauseInside()
    {
        var cause = new FormatException("no");
        var result = OperationResult.Failed(Errno.EBUSY, cause);
        var throws = false;
        _driver.VmOperations = new VmOperations { Access = (in _, in _, _, _, _) => throws ? throw cause : result };
        using var mapping = _scope.Open(_driver, "card").Map(s_two);

        Assert.That(() => mapping.Peek(0, new byte[1]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EBUSY).And.InnerException.SameAs(cause).And.Message.Contains("'card'"));
        Assert.That(() => mapping.Poke(0, new byte[1]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EBUSY));
        result = OperationResult.Done(2);
        Assert.That(() => mapping.Peek(0, new byte[1]), Throws.InvalidOperationException.With.Message.Contains("2 bytes"));
        throws = true;
        Assert.That(() => mapping.Peek(0, new byte[1]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EIO).And.InnerException.SameAs(cause));
        Assert.That(_scope.CaptureUses(), Is.Empty);
    }

    [Test]
    public void Access_Revoked_IsEinvalAndTheDriverIsNotCalled([Values] bool hasHandler)
    {
        _driver.VmOperations = new VmOperations { Access = hasHandler ? Access : null };
        using var mapping = _scope.Open(_driver).Map(s_two);
        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That(() => mapping.Peek(0, new byte[1]), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL).And.InnerException.InstanceOf<RevokedException>());
        Assert.That(() => mapping.Poke(0, new byte[1]), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL).And.InnerException.InstanceOf<RevokedException>());
        Assert.That(_driver.Calls, Is.Empty);
    }

    [Test]
    public void Access_RevokedInFlight_FinishesOrIsEinvalAsWhoCameLater()
    {
        var result = OperationResult.Done(1);
        _driver.VmOperations = new VmOperations
        {
            Access = (in context, in _, _, _, _) =>
            {
                context.Scope.Revoke(RevokeReason.Unplugged);
                return result;
            },
        };
        using var mapping = _scope.Open(_driver).Map(s_two);
        Assert.That(mapping.Peek(0, new byte[1]), Is.EqualTo(1), "a finished one keeps its result");

        using var scope = new RevokeScope("other");
        result = OperationResult.Failed(Errno.ENODEV);
        using var other = scope.Open(new VmDriver { VmOperations = _driver.VmOperations }).Map(s_two);
        Assert.That(() => other.Peek(0, new byte[1]), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
    }

    [Test]
    public void Access_Disposed_ComesBeforeArgumentsAndThoseBeforeTheGate()
    {
        _driver.VmOperations = new VmOperations { Access = Access };
        var mapping = _scope.Open(_driver).Map(s_two);
        var other = _scope.Open(new VmDriver()).Map(s_two);
        _scope.Revoke(RevokeReason.Unplugged);
        Assert.That(() => other.Peek(-1, new byte[1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => other.Poke(2 * VmDriver.Page, new byte[1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        mapping.Dispose();

        Assert.That(() => mapping.Peek(-1, new byte[1]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => mapping.Peek(0, new byte[1]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => mapping.Poke(0, new byte[1]), Throws.InstanceOf<ObjectDisposedException>());
        other.Dispose();
    }

    [Test]
    public void Poke_MappingForReadingOnly_IsRefused([Values] bool hasHandler)
    {
        _driver.VmOperations = new VmOperations { Access = hasHandler ? Access : null };
        using var mapping = _scope.Open(_driver).Map(s_two with { Access = FileAccess.Read });

        Assert.That(() => mapping.Poke(0, new byte[1]), Throws.InvalidOperationException);
        Assert.That(_driver.Calls, Is.Empty);
    }

    private OperationResult Access(in DriverCall context, in VmArea area, long offset, Span<byte> buffer, bool write)
    {
        _driver.Note($"{(write ? "write" : "read")} {buffer.Length} at {offset}");
        var count = Math.Min(7, buffer.Length);
        buffer[..count].Fill(9);
        return OperationResult.Done(count);
    }
}
