using Revoke.Drivers;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>Pages that a driver supplies: when it is asked, for what, and what it is given.</summary>
[TestFixture]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FaultTests
{
    private static readonly MappingOptions s_three = new() { Length = 3 * VmDriver.Page, Access = FileAccess.ReadWrite };

    private readonly RevokeScope _scope = new("vm");
    private readonly VmDriver _driver = new();

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void Fault_PageIsTouched_IsCalledOnceAndForThatPageOnly()
    {
        using var mapping = _scope.Open(_driver).Map(s_three);
        Assert.That(_driver.Calls, Is.Empty, "nothing at the map");

        for (var i = 0; i < 2; i++)
        {
            using var view = mapping.View(VmDriver.Page + 1, 2);
            Assert.That(view.Span.ToArray(), Is.EqualTo(new byte[] { 2, 2 }));
        }

        Assert.That(_driver.Calls, Is.EqualTo(["fault 1"]));
    }

    [Test]
    public void Fault_EveryWayIn_BringsThePages()
    {
        var file = _scope.Open(_driver);
        using var mapping = file.Map(new MappingOptions { Length = 8 * VmDriver.Page, Access = FileAccess.ReadWrite });
        var seen = new List<byte>();
        using (var registers = mapping.Registers())
        {
            seen.Add(registers.ReadByte(0));
            registers.WriteUInt32(VmDriver.Page, 7);
            seen.Add(registers.ReadByte(VmDriver.Page + 8));
        }

        using (var hold = mapping.Hold(2 * VmDriver.Page, 1))
        {
            seen.Add(hold.Memory.Span[0]);
        }

        using (var use = _scope.Enter())
        {
            seen.Add(use.Span(mapping, 3 * VmDriver.Page, 1)[0]);
            seen.Add(use.WritableSpan(mapping, 4 * VmDriver.Page, 1)[0]);
        }

        var copied = new byte[1];
        mapping.CopyTo(5 * VmDriver.Page, copied);
        seen.Add(copied[0]);
        mapping.CopyFrom(6 * VmDriver.Page, copied);
        Assert.That(mapping.TryCopyTo((6 * VmDriver.Page) + 1, copied), Is.True);
        seen.Add(copied[0]);
        mapping.Populate(7 * VmDriver.Page, 1);

        Assert.That(seen, Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6, 7 }));
        Assert.That(_driver.Calls, Is.EqualTo(Enumerable.Range(0, 8).Select(static page => $"fault {page}")));
    }

    [Test]
    public void Fault_MappingEndsWithinThePage_GetsAWholeOne()
    {
        var lengths = new List<(int, VmArea, bool)>();
        _driver.VmOperations = new VmOperations
        {
            Fault = (in context, in area, _, page) =>
            {
                lengths.Add((page.Length, area, context.IsRevoked || context.Scope != _scope));
                page.Fill(9);
                return OperationResult.Done(0);
            },
        };
        var file = _scope.Open(_driver);
        using var small = file.Map(new MappingOptions { Offset = 10, Length = 20 });
        using (var view = small.View())
        {
            Assert.That(view.Span.ToArray(), Is.EqualTo(Enumerable.Repeat((byte)9, 20)));
        }

        using var large = file.Map(new MappingOptions { Length = VmDriver.Page });
        using var whole = large.View();

        Assert.That(whole.Span.ToArray(), Is.All.EqualTo(9));
        Assert.That(lengths, Is.EqualTo([(VmDriver.Page, new VmArea(10, 20, FileAccess.Read), false)]), "once, for the area that touched it first");
    }

    [Test]
    public void Fault_TwoMapsOfOneFile_SeeTheSameMemory()
    {
        var file = _scope.Open(_driver);
        using var one = file.Map(s_three);
        using (var view = one.View())
        {
            view.WritableSpan[VmDriver.Page] = 77;
        }

        using var two = file.Map(new MappingOptions { Offset = VmDriver.Page, Length = 5 * VmDriver.Page });
        using var other = two.View(0, 3 * VmDriver.Page);

        Assert.That((other.Span[0], other.Span[1], other.Span[2 * VmDriver.Page]), Is.EqualTo(((byte)77, (byte)2, (byte)4)), "also of a map that made the memory longer");
        Assert.That(_driver.Calls, Is.EqualTo(["fault 0", "fault 1", "fault 2", "fault 3"]));
    }

    [Test]
    public void Fault_TwoOpenFiles_HaveTheirOwnMemory()
    {
        using var one = _scope.Open(_driver).Map(s_three);
        using var two = _scope.Open(new VmDriver()).Map(s_three);
        using (var view = one.View())
        {
            view.WritableSpan[0] = 77;
        }

        using var other = two.View();
        Assert.That(other.Span[0], Is.EqualTo(1));
    }

    [Test]
    public void Fault_PagesFarApart_AreFound()
    {
        const long Tebibyte = 1L << 40;
        using var mapping = _scope.Open(_driver).Map(new MappingOptions { Offset = Tebibyte, Length = Tebibyte });

        using var first = mapping.View(0, 1);
        using var last = mapping.View(Tebibyte - 1, 1);

        Assert.That(_driver.Calls, Is.EqualTo([$"fault {Tebibyte / VmDriver.Page}", $"fault {(2 * Tebibyte / VmDriver.Page) - 1}"]));
        Assert.That((first.Span[0], last.Span[0]), Is.EqualTo(((byte)1, (byte)0)));
    }

    [Test]
    public void Fault_DriverHasNone_IsZeros()
    {
        _driver.VmOperations = new VmOperations();
        using var mapping = _scope.Open(_driver).Map(s_three);

        using var view = mapping.View();
        view.WritableSpan[0] = 1;

        Assert.That(view.Span[1..].ToArray(), Is.All.Zero);
    }

    [Test]
    public void Populate_ForWriting_BringsThemWithBoth()
    {
        _driver.VmOperations = new VmOperations { Fault = _driver.Fault, PageMkwrite = _driver.PageMkwrite };
        using var mapping = _scope.Open(_driver).Map(s_three);

        mapping.Populate(0, 1);
        mapping.Populate(0, VmDriver.Page + 1, forWriting: true);

        Assert.That(_driver.Calls, Is.EqualTo(["fault 0", "mkwrite 0", "fault 1", "mkwrite 1"]));
    }

    [Test]
    public void View_Empty_AsksNobody()
    {
        using var mapping = _scope.Open(_driver).Map(s_three);

        using var view = mapping.View(VmDriver.Page, 0);

        Assert.That(view.WritableSpan.Length, Is.Zero);
        Assert.That(_driver.Calls, Is.Empty);
    }
}
