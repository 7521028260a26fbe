using Revoke.Drivers;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>A driver's mapping after a revoke, as any other one.</summary>
[TestFixture]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AfterRevokeTests
{
    private readonly RevokeScope _scope = new("vm");
    private readonly VmDriver _driver = new();

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void WaysIn_Revoked_AreRefusedAndTheDriverIsNotCalled()
    {
        _driver.VmOperations = new VmOperations { Fault = _driver.Fault, PageMkwrite = _driver.PageMkwrite };
        using var mapping = Map();
        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That(() => mapping.View(), Throws.InstanceOf<RevokedException>());
        Assert.That(mapping.TryView(0, 1, out _), Is.False);
        Assert.That(() => mapping.Registers(), Throws.InstanceOf<RevokedException>());
        Assert.That(() => mapping.Hold(0, 1), Throws.InstanceOf<RevokedException>());
        Assert.That(() => mapping.CopyTo(0, new byte[1]), Throws.InstanceOf<RevokedException>());
        Assert.That(mapping.TryCopyFrom(0, new byte[1]), Is.False);
        Assert.That(_driver.Calls, Is.Empty);
    }

    [Test]
    public void Populate_Revoked_IsABusErrorWithTheRevokeInside([Values] bool forWriting)
    {
        _driver.VmOperations = new VmOperations { Fault = _driver.Fault, PageMkwrite = _driver.PageMkwrite };
        using var mapping = Map();
        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That(() => mapping.Populate(8, 1, forWriting), Throws.InstanceOf<BusErrorException>().With.InnerException.InstanceOf<RevokedException>().And.Property("Offset").EqualTo(8));
        Assert.That(_driver.Calls, Is.Empty);
    }

    [TestCase(null, (byte)0)]
    [TestCase(AfterRevoke.Zeros, (byte)0)]
    [TestCase(AfterRevoke.Ones, (byte)0xFF)]
    public unsafe void Pointer_Revoked_ReadsThePolicysBytes(AfterRevoke? policy, byte expected)
    {
        using var mapping = Map(policy);
        mapping.CopyFrom(0, [7]);
        var pointer = mapping.DangerousGetPointer();
        Assert.That(*pointer, Is.EqualTo(7));

        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That((pointer[0], pointer[(2 * VmDriver.Page) - 1]), Is.EqualTo((expected, expected)));
    }

    [Test]
    public void Use_InsideDeviceMemoryThatIsGone_SeesThePolicyAndNoFault()
    {
        using var mapping = _scope.Open(_driver).Map(new MappingOptions { Length = 2 * VmDriver.Page, IsDeviceMemory = true, AfterRevoke = AfterRevoke.Ones });
        using var use = _scope.Enter();
        Assert.That(use.Span(mapping, 0, 1)[0], Is.EqualTo(1));

        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That((use.Span(mapping, 0, 1)[0], use.Span(mapping, VmDriver.Page, 1)[0]), Is.EqualTo(((byte)0xFF, (byte)0xFF)));
        Assert.That(_driver.Calls, Is.EqualTo(["fault 0"]), "there is nothing to bring any more");
    }

    [Test]
    public void Use_InsideMemoryReplacedByABusError_IsAnErrorAndNoSignal()
    {
        using var mapping = _scope.Open(_driver).Map(new MappingOptions { Length = 2 * VmDriver.Page, IsDeviceMemory = true, AfterRevoke = AfterRevoke.BusError });
        using var use = _scope.Enter();
        _scope.Revoke(RevokeReason.Unplugged);
        BusErrorException? met = null;

        try
        {
            use.Span(mapping, VmDriver.Page, 1);
        }
        catch (BusErrorException exception)
        {
            met = exception;
        }

        Assert.That((met?.Offset, met?.InnerException?.GetType()), Is.EqualTo(((long?)VmDriver.Page, typeof(RevokedException))));
    }

    private RevocableMapping Map(AfterRevoke? policy = null) =>
        _scope.Open(_driver).Map(new MappingOptions { Length = 2 * VmDriver.Page, Access = FileAccess.ReadWrite, AfterRevoke = policy });
}
