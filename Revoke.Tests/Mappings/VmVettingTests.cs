using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings;

[TestFixture]
public sealed class VmVettingTests
{
    private static int s_ran;

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData(new VmOperations { Close = Area }, "close").SetArgDisplayNames("close");
        yield return new TestCaseData(new VmOperations { MaySplit = (Delegate)Any }, "may_split").SetArgDisplayNames("may_split");
        yield return new TestCaseData(new VmOperations { Mremap = (Delegate)Any }, "mremap").SetArgDisplayNames("mremap");
        yield return new TestCaseData(new VmOperations { Mprotect = (Delegate)Any }, "mprotect").SetArgDisplayNames("mprotect");
        yield return new TestCaseData(new VmOperations { HugeFault = (Delegate)Any }, "huge_fault").SetArgDisplayNames("huge_fault");
        yield return new TestCaseData(new VmOperations { MapPages = (Delegate)Any }, "map_pages").SetArgDisplayNames("map_pages");
        yield return new TestCaseData(new VmOperations { PageSize = (Delegate)Any }, "pagesize").SetArgDisplayNames("pagesize");
        yield return new TestCaseData(new VmOperations { PfnMkwrite = (Delegate)Any }, "pfn_mkwrite").SetArgDisplayNames("pfn_mkwrite");
        yield return new TestCaseData(new VmOperations { Name = (Delegate)Any }, "name").SetArgDisplayNames("name");
        yield return new TestCaseData(new VmOperations { FindSpecialPage = (Delegate)Any }, "find_special_page").SetArgDisplayNames("find_special_page");
        yield return new TestCaseData(new VmOperations { Open = Area, Close = Area, Fault = Page }, "close").SetArgDisplayNames("close, as of the ring buffer of ALSA");
    }

    [TestCaseSource(nameof(Refused))]
    public void EnsureMappable_OperationThatCannotBeRevoked_IsEinvalBeforeAnyDriverCode(VmOperations table, string operation)
    {
        var operations = new ScriptedOperations { VmOperations = table };
        using var scope = new RevokeScope("map");
        using var file = scope.Open(operations, "the card");
        s_ran = 0;

        var exception = Assert.Throws<NotRevocableException>(file.EnsureMappable)!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception.Operation, Is.EqualTo(operation));
            Assert.That(exception.HResult, Is.EqualTo(Native.EINVAL));
            Assert.That(exception.Message, Does.Contain("the card").And.Contain(operation));
            Assert.That(operations.Calls, Is.Zero);
            Assert.That(s_ran, Is.Zero);
        }
    }

    [Test]
    public void Refused_EveryUnwrappedOperation_IsInTheListAbove()
    {
        string[] wrapped = [nameof(VmOperations.Fault), nameof(VmOperations.PageMkwrite), nameof(VmOperations.Access), nameof(VmOperations.SetPolicy), nameof(VmOperations.GetPolicy), nameof(VmOperations.Migrate), nameof(VmOperations.Open)];
        var unwrapped = typeof(VmOperations).GetProperties().Select(static property => property.Name).Except(wrapped, StringComparer.Ordinal).ToList();

        Assert.That(Refused().Select(static data => data.Arguments[1]).Distinct().Count(), Is.EqualTo(unwrapped.Count));
    }

    [Test]
    public void EnsureMappable_EveryWrappedOperation_IsAllowed()
    {
        var table = new VmOperations { Fault = Page, PageMkwrite = Page, Access = AccessPage, SetPolicy = SetPolicy, GetPolicy = GetPolicy, Migrate = Migrate, Open = Area };
        using var scope = new RevokeScope("map");
        using var file = scope.Open(new ScriptedOperations { VmOperations = table });

        Assert.DoesNotThrow(file.EnsureMappable);
    }

    [Test]
    public void BindMap_OtherTableThanTheFirst_IsEinval()
    {
        var operations = new ScriptedOperations { VmOperations = new VmOperations { Fault = Page } };
        using var scope = new RevokeScope("map");
        using var file = scope.Open(operations);
        file.BindMap(operations.VmOperations);
        Assert.DoesNotThrow(() => file.BindMap(operations.VmOperations), "The same table again.");

        var exception = Assert.Throws<NotRevocableException>(() => file.BindMap(new VmOperations { Fault = Page }))!;

        Assert.That(exception.Operation, Is.EqualTo("mmap"));
        Assert.That(exception.HResult, Is.EqualTo(Native.EINVAL));
        Assert.That(operations.Calls, Is.Zero);
    }

    [Test]
    public void BindMap_Refused_BindsNothing()
    {
        using var scope = new RevokeScope("map");
        using var file = scope.Open(new ScriptedOperations());

        Assert.Throws<NotRevocableException>(() => file.BindMap(new VmOperations { Close = Area }));
        Assert.DoesNotThrow(() => file.BindMap(new VmOperations()));
    }

    [Test]
    public void BindMap_SameDriverOtherFile_MayHaveAnotherTable()
    {
        using var scope = new RevokeScope("map");
        using var one = scope.Open(new ScriptedOperations());
        using var two = scope.Open(new ScriptedOperations());
        one.BindMap(new VmOperations());

        Assert.DoesNotThrow(() => two.BindMap(new VmOperations()));
    }

    [Test]
    public void EnsureMappable_Revoked_IsEnodevWhateverTheTable()
    {
        using var scope = new RevokeScope("map");
        var file = scope.Open(new ScriptedOperations { VmOperations = new VmOperations { Close = Area } });
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(Assert.Throws<RevokedException>(file.EnsureMappable)!.Errno, Is.EqualTo(Native.ENODEV));
    }

    private static void Area(in VmArea area) => s_ran++;

    private static OperationResult Page(in DriverCall context, in VmArea area, long offset, Span<byte> page) => OperationResult.Done(s_ran++);

    private static OperationResult AccessPage(in DriverCall context, in VmArea area, long offset, Span<byte> buffer, bool write) => OperationResult.Done(s_ran++);

    private static OperationResult SetPolicy(in DriverCall context, in VmArea area, MemoryPolicy policy) => OperationResult.Done(s_ran++);

    private static OperationResult GetPolicy(in DriverCall context, in VmArea area, out MemoryPolicy? policy)
    {
        policy = null;
        return OperationResult.Done(s_ran++);
    }

    private static OperationResult Migrate(in DriverCall context, in VmArea area, int node) => OperationResult.Done(s_ran++);

    private static void Any() => s_ran++;
}
