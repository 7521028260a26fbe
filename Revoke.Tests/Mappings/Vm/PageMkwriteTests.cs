using Revoke.Drivers;
using Revoke.Errors;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>The driver's word before a page is first written to.</summary>
[TestFixture]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PageMkwriteTests
{
    private readonly RevokeScope _scope = new("vm");
    private readonly VmDriver _driver = new();

    [SetUp]
    public void SetUp() => _driver.VmOperations = new VmOperations { Fault = _driver.Fault, PageMkwrite = _driver.PageMkwrite };

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void PageMkwrite_FirstWrite_IsCalledOncePerPageForAllMaps()
    {
        var file = _scope.Open(_driver);
        using var one = file.Map(new MappingOptions { Length = 2 * VmDriver.Page, Access = FileAccess.ReadWrite });
        using var two = file.Map(new MappingOptions { Length = 2 * VmDriver.Page, Access = FileAccess.ReadWrite });
        using (var view = one.View(0, 1))
        {
            Assert.That(_driver.Calls, Is.EqualTo(["fault 0"]), "not for reading");
            view.WritableSpan[0] = 5;
            view.WritableSpan[0] = 6;
        }

        using (var view = two.View(0, VmDriver.Page + 1))
        {
            view.WritableSpan[0]++;
            Assert.That(view.Span[0], Is.EqualTo(7));
        }

        Assert.That(_driver.Calls, Is.EqualTo(["fault 0", "mkwrite 0", "fault 1", "mkwrite 1"]));
    }

    [Test]
    public void PageMkwrite_WrittenWithoutARead_IsFaultedFirst()
    {
        using var mapping = _scope.Open(_driver).Map(new MappingOptions { Length = VmDriver.Page, Access = FileAccess.ReadWrite });

        using (var registers = mapping.Registers())
        {
            registers.WriteByte(3, 99);
        }

        var bytes = new byte[5];
        mapping.CopyTo(0, bytes);
        Assert.That(bytes, Is.EqualTo(new byte[] { 1, 1, 1, 99, 1 }));
        Assert.That(_driver.Calls, Is.EqualTo(["fault 0", "mkwrite 0"]));
    }

    [Test]
    public void PageMkwrite_PrivateMapping_IsNotAskedAndTheFileIsNotWritten()
    {
        var file = _scope.Open(_driver);
        using var own = file.Map(new MappingOptions { Length = VmDriver.Page, Access = FileAccess.ReadWrite, IsPrivate = true });
        using (var view = own.View())
        {
            view.WritableSpan[0] = 42;
            Assert.That(view.Span[0], Is.EqualTo(42));
        }

        using var shared = file.Map(new MappingOptions { Length = VmDriver.Page });
        using var other = shared.View();

        Assert.That(other.Span[0], Is.EqualTo(1));
        Assert.That(_driver.Calls, Is.EqualTo(["fault 0"]));
    }

    [Test]
    public void PageMkwrite_Refused_IsABusErrorAndThePageStaysReadable()
    {
        var refuses = true;
        _driver.VmOperations = new VmOperations
        {
            Fault = _driver.Fault,
            PageMkwrite = (in _, in _, _, page) =>
            {
                _driver.Note($"mkwrite of {page[0]}");
                return refuses ? OperationResult.Failed(Errno.ENOSPC) : OperationResult.Done(0);
            },
        };
        using var mapping = _scope.Open(_driver).Map(new MappingOptions { Length = 2 * VmDriver.Page, Access = FileAccess.ReadWrite });

        var exception = Assert.Throws<BusErrorException>(() => mapping.CopyFrom(VmDriver.Page + 3, "x"u8))!;

        Assert.That((exception.Offset, exception.InnerException!.HResult), Is.EqualTo((VmDriver.Page + 3L, Errno.ENOSPC)));
        using (var view = mapping.View())
        {
            Assert.That(view.Span[VmDriver.Page + 3], Is.EqualTo(2), "readable, and what it was");
        }

        refuses = false;
        mapping.CopyFrom(VmDriver.Page + 3, "x"u8);
        Assert.That(_driver.Calls, Is.EqualTo(["fault 1", "mkwrite of 2", "fault 0", "mkwrite of 2"]), "the next write asks again");
    }

    [Test]
    public void PageMkwrite_MappingForReadingOnly_IsNotAsked()
    {
        using var mapping = _scope.Open(_driver).Map(new MappingOptions { Length = VmDriver.Page });

        Assert.That(() => mapping.Populate(0, 1, forWriting: true), Throws.InvalidOperationException);
        Assert.That(_driver.Calls, Is.Empty);
    }
}
