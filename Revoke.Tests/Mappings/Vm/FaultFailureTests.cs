using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>A driver that does not come up with a page.</summary>
[TestFixture]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FaultFailureTests
{
    private readonly InvalidOperationException _cause = new("the sensor does not answer");
    private readonly RevokeScope _scope = new("vm");
    private readonly VmDriver _driver = new();

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void Fault_Fails_IsABusErrorAndTheNextTouchAsksAgain()
    {
        using var mapping = Map((in _, in _, _, _) => OperationResult.Failed(Errno.EREMOTEIO, _cause));

        var exception = Assert.Throws<BusErrorException>(() => mapping.View())!;

        Assert.That((exception.Offset, exception.BytesTransferred), Is.EqualTo(((long)VmDriver.Page, 0L)), "the first page was had");
        Assert.That(exception.InnerException, Is.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EREMOTEIO).And.InnerException.SameAs(_cause));
        Assert.That(exception.InnerException!.Message, Does.Contain("fault").And.Contain("'card'").And.Contain(_cause.Message));
        Assert.That(() => mapping.View(VmDriver.Page + 7, 1), Throws.InstanceOf<BusErrorException>().With.Property("Offset").EqualTo(VmDriver.Page + 7L));
        Assert.That(_driver.Calls, Is.EqualTo(["fault 0", "bad 1", "bad 1"]));
    }

    [Test]
    public void Fault_Throws_IsABusErrorWithItInside()
    {
        using var mapping = Map((in _, in _, _, _) => throw _cause);

        var exception = Assert.Throws<BusErrorException>(() => mapping.Populate(0, mapping.Length))!;

        Assert.That(exception.InnerException, Is.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EIO).And.InnerException.SameAs(_cause));
    }

    [Test]
    public void Fault_WouldBlock_IsRefused()
    {
        using var source = new Pipe();
        using var mapping = Map((in _, in _, _, _) => OperationResult.WouldBlock(source.Reader, PollEvents.In));

        var exception = Assert.Throws<BusErrorException>(() => mapping.View())!;

        Assert.That(exception.InnerException!.HResult, Is.EqualTo(Errno.EINVAL));
        Assert.That(exception.InnerException.InnerException!.Message, Does.Contain("would block"));
    }

    [Test]
    public unsafe void Fault_FailsAfterHalfAPage_LeavesZerosAndTheNextOneAllOfIt()
    {
        var fails = true;
        using var mapping = Map((in _, in _, _, page) =>
        {
            Assert.That(page.IndexOfAnyExcept((byte)0), Is.EqualTo(-1), "a fault begins with zeros");
            page[..100].Fill(5);
            return fails ? OperationResult.Failed(Errno.EIO) : OperationResult.Done(0);
        });
        Assert.That(() => mapping.View(), Throws.InstanceOf<BusErrorException>());
        Assert.That(mapping.DangerousGetPointer()[VmDriver.Page], Is.Zero);
        fails = false;

        using var view = mapping.View(VmDriver.Page, 101);

        Assert.That((view.Span[99], view.Span[100]), Is.EqualTo(((byte)5, (byte)0)));
    }

    [Test]
    public void Fault_Fails_EveryWayInIsABusErrorAndNobodyStaysInside()
    {
        using var mapping = Map((in _, in _, _, _) => OperationResult.Failed(Errno.EREMOTEIO));
        var buffer = new byte[4];

        Assert.That(() => mapping.Hold(VmDriver.Page, 1), Throws.InstanceOf<BusErrorException>());
        Assert.That(() => mapping.TryView(VmDriver.Page, 1, out _), Throws.InstanceOf<BusErrorException>());
        Assert.That(() => { using var registers = mapping.Registers(); registers.ReadUInt32(VmDriver.Page); }, Throws.InstanceOf<BusErrorException>());
        Assert.That(() => { using var use = _scope.Enter(); use.Span(mapping, VmDriver.Page, 1); }, Throws.InstanceOf<BusErrorException>());
        Assert.That(() => mapping.CopyTo(VmDriver.Page, buffer), Throws.InstanceOf<BusErrorException>());
        Assert.That(() => mapping.CopyFrom(VmDriver.Page, buffer), Throws.InstanceOf<BusErrorException>());
        Assert.That(mapping.TryCopyTo(VmDriver.Page, buffer), Is.False);
        Assert.That(mapping.TryCopyFrom(VmDriver.Page, buffer), Is.False);
        Assert.That(() => mapping.Peek(VmDriver.Page, buffer), Throws.InstanceOf<BusErrorException>());
        Assert.That(_scope.CaptureUses(), Is.Empty);
    }

    [Test]
    public void Fault_RevokedInsideAndFailsAsTheGone_IsRevokedWithBothInside()
    {
        using var mapping = Map((in context, in _, _, _) =>
        {
            context.Scope.Revoke(RevokeReason.Unplugged);
            return OperationResult.Failed(Errno.ENODEV, _cause);
        });

        var exception = Assert.Throws<BusErrorException>(() => mapping.View())!;

        Assert.That(exception.InnerException, Is.InstanceOf<RevokedException>());
        Assert.That(exception.InnerException!.InnerException!.InnerException, Is.SameAs(_cause));
    }

    [Test]
    public void Fault_TouchesItsOwnPage_IsAClearErrorAndNoDeadlock()
    {
        RevocableMapping? mapping = null;
        Exception? met = null;
        mapping = Map((in _, in _, _, _) =>
        {
            met = Assert.Catch(() => mapping!.View(VmDriver.Page, 1));
            return OperationResult.Done(0);
        });

        mapping.View().Dispose();

        Assert.That(met, Is.InstanceOf<BusErrorException>().With.InnerException.InstanceOf<InvalidOperationException>());
        Assert.That(met!.InnerException!.Message, Does.Contain("supply that page itself"));
        mapping.Dispose();
    }

    [Test]
    public void Fault_TouchesAnotherPage_IsServed()
    {
        RevocableMapping? mapping = null;
        mapping = Map((in _, in _, _, page) =>
        {
            using var other = mapping!.View(0, 1);
            page.Fill((byte)(other.Span[0] + 10));
            return OperationResult.Done(0);
        });

        using (var view = mapping.View(VmDriver.Page, 1))
        {
            Assert.That(view.Span[0], Is.EqualTo(11));
        }

        mapping.Dispose();
    }

    /// <summary>Two pages, of which the second is what the test is about.</summary>
    private RevocableMapping Map(VmPageHandler second)
    {
        _driver.VmOperations = new VmOperations
        {
            Fault = (in context, in area, offset, page) =>
            {
                if (offset == 0)
                {
                    return _driver.Fault(context, area, offset, page);
                }

                _driver.Note($"bad {offset / VmDriver.Page}");
                return second(context, area, offset, page);
            },
        };
        return _scope.Open(_driver, "card").Map(new MappingOptions { Length = 2 * VmDriver.Page, Access = FileAccess.ReadWrite });
    }
}
