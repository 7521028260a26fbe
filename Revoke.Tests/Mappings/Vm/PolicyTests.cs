using Revoke.Drivers;
using Revoke.Errors;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>Memory policies of a driver that has handlers for them.</summary>
[TestFixture]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PolicyTests
{
    private static readonly MappingOptions s_one = new() { Length = VmDriver.Page };
    private static readonly MemoryPolicy s_policy = new((MemoryPolicyMode)1000, 5, 3);

    private readonly RevokeScope _scope = new("vm");
    private readonly VmDriver _driver = new();
    private MemoryPolicy? _held;
    private OperationResult _result;

    [SetUp]
    public void SetUp() => _driver.VmOperations = new VmOperations { SetPolicy = Set, GetPolicy = Get, Migrate = Migrate };

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void Policies_DriverHasHandlers_AreItsOwn()
    {
        using var mapping = _scope.Open(_driver).Map(s_one);
        Assert.That(mapping.GetPolicy(), Is.EqualTo(MemoryPolicy.Default), "null");

        mapping.SetPolicy(s_policy);
        Assert.That(mapping.GetPolicy(), Is.EqualTo(s_policy));
        _result = OperationResult.Done(3);
        Assert.That(mapping.Migrate(7), Is.EqualTo(3));

        Assert.That(_driver.Calls, Is.EqualTo(["get", "set 1000 3,5", "get", "migrate 7"]));
    }

    [Test]
    public void Policies_DriverFails_IsItsErrorAndThePolicyStays()
    {
        using var mapping = _scope.Open(_driver, "card").Map(s_one);
        mapping.SetPolicy(s_policy);
        _result = OperationResult.Failed(Errno.EBUSY);

        Assert.That(() => mapping.SetPolicy(MemoryPolicy.Default), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EBUSY).And.Message.Contains("'card'"));
        Assert.That(mapping.GetPolicy, Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EBUSY));
        Assert.That(() => mapping.Migrate(0), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EBUSY));
        _scope.Revoke(RevokeReason.Unplugged);
        Assert.That(mapping.GetPolicy(), Is.EqualTo(s_policy));
    }

    [Test]
    public void Policies_DriverThrows_ItIsInside()
    {
        var cause = new FormatException("no such policy");
        _driver.VmOperations = new VmOperations
        {
            SetPolicy = (in _, in _, _) => throw cause,
            GetPolicy = (in _, in _, out _) => throw cause,
            Migrate = (in _, in _, _) => throw cause,
        };
        using var mapping = _scope.Open(_driver).Map(s_one);

        Assert.That(() => mapping.SetPolicy(s_policy), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL).And.InnerException.SameAs(cause));
        Assert.That(mapping.GetPolicy, Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EIO).And.InnerException.SameAs(cause));
        Assert.That(() => mapping.Migrate(0), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL).And.InnerException.SameAs(cause));
    }

    [Test]
    public void GetPolicy_DriverOnlySets_IsWhatWasSetLast()
    {
        _driver.VmOperations = new VmOperations { SetPolicy = Set };
        using var mapping = _scope.Open(_driver).Map(s_one);

        mapping.SetPolicy(s_policy);

        Assert.That(mapping.GetPolicy(), Is.EqualTo(s_policy), "and not the kernel's, whose memory the driver uses as it likes");
    }

    [Test]
    public void Policies_Revoked_AreEinvalTheAreasOwnAndZero()
    {
        using var mapping = _scope.Open(_driver).Map(s_one);
        using var other = _scope.Open(new VmDriver { VmOperations = _driver.VmOperations }).Map(s_one);
        mapping.SetPolicy(s_policy);
        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That(() => mapping.SetPolicy(MemoryPolicy.Default), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL).And.InnerException.InstanceOf<RevokedException>());
        Assert.That((mapping.GetPolicy(), mapping.Migrate(7)), Is.EqualTo((s_policy, 0L)));
        Assert.That(other.GetPolicy(), Is.EqualTo(MemoryPolicy.Default), "of which nothing was said");
        Assert.That(_driver.Calls, Is.EqualTo(["set 1000 3,5"]));
    }

    [Test]
    public void Policies_RevokedInFlight_FinishOrAnswerAsLater([Values] bool isGone)
    {
        var result = isGone ? OperationResult.Failed(Errno.ENODEV) : OperationResult.Done(3);
        OperationResult Revoke(in DriverCall context)
        {
            context.Scope.Revoke(RevokeReason.Unplugged);
            return result;
        }

        var table = new VmOperations
        {
            SetPolicy = (in context, in _, _) => Revoke(context),
            GetPolicy = (in context, in _, out policy) =>
            {
                policy = s_policy;
                return Revoke(context);
            },
            Migrate = (in context, in _, _) => Revoke(context),
        };
        RevocableMapping Map() => new RevokeScope("one").Open(new VmDriver { VmOperations = table }).Map(s_one);
        using var set = Map();
        using var get = Map();
        using var migrate = Map();

        Assert.That(get.GetPolicy(), Is.EqualTo(isGone ? MemoryPolicy.Default : s_policy));
        Assert.That(migrate.Migrate(0), Is.EqualTo(isGone ? 0 : 3));
        if (isGone)
        {
            Assert.That(() => set.SetPolicy(s_policy), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        }
        else
        {
            Assert.That(() => set.SetPolicy(s_policy), Throws.Nothing);
        }
    }

    [Test]
    public void Policies_Disposed_ComesBeforeArgumentsAndThoseBeforeTheGate()
    {
        var mapping = _scope.Open(_driver).Map(s_one);
        using var other = _scope.Open(new VmDriver()).Map(s_one);
        _scope.Revoke(RevokeReason.Unplugged);
        Assert.That(() => other.SetPolicy(null!), Throws.ArgumentNullException);
        Assert.That(() => other.Migrate(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        mapping.Dispose();

        Assert.That(() => mapping.SetPolicy(null!), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(mapping.GetPolicy, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => mapping.Migrate(-1), Throws.InstanceOf<ObjectDisposedException>());
    }

    private OperationResult Set(in DriverCall context, in VmArea area, MemoryPolicy policy)
    {
        _driver.Note($"set {(int)policy.Mode} {string.Join(',', policy.Nodes)}");
        _held = _result == default ? policy : _held;
        return _result;
    }

    private OperationResult Get(in DriverCall context, in VmArea area, out MemoryPolicy? policy)
    {
        _driver.Note("get");
        policy = _held;
        return _result;
    }

    private OperationResult Migrate(in DriverCall context, in VmArea area, int node)
    {
        _driver.Note($"migrate {node}");
        return _result;
    }
}
