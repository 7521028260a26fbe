using Revoke.Errors;
using Revoke.Mappings;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>The kernel's memory policies, for memory that is really there.</summary>
[TestFixture]
[NonParallelizable]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KernelPolicyTests
{
    private static readonly MappingOptions s_four = new() { Length = 4 * VmDriver.Page, Access = FileAccess.ReadWrite };

    private readonly RevokeScope _scope = new("vm");
    private readonly TemporaryFolder _folder = new();
    private int _node;

    [SetUp]
    public void SetUp()
    {
        var nodes = KernelPolicies.TryGetNodes(out var errno);
        if (nodes is null)
        {
            Assert.Ignore($"There are no memory policies here: {Errno.Describe(errno)}.");
        }

        _node = nodes[0];
    }

    [TearDown]
    public void TearDown()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void SetPolicy_RealMemory_IsWhatTheKernelTells([Values] bool isDrivers)
    {
        using var mapping = Map(isDrivers);
        var bind = new MemoryPolicy(MemoryPolicyMode.Bind, _node);
        Assert.That(mapping.GetPolicy(), Is.EqualTo(MemoryPolicy.Default));

        mapping.SetPolicy(bind);

        Assert.That(mapping.GetPolicy(), Is.EqualTo(bind));
        Assert.That(mapping.Range.Address, Is.Not.Zero);
        Assert.That(NumaMaps(mapping), Does.Contain("bind:" + _node), "and what the kernel shows to others");
        mapping.SetPolicy(new MemoryPolicy(MemoryPolicyMode.Local));
        Assert.That(mapping.GetPolicy(), Is.EqualTo(new MemoryPolicy(MemoryPolicyMode.Local)));
        mapping.SetPolicy(MemoryPolicy.Default);
        Assert.That(mapping.GetPolicy(), Is.EqualTo(MemoryPolicy.Default));
    }

    [Test]
    public void SetPolicy_NoSuchNodeOrMode_IsEinval()
    {
        using var mapping = Map(isDrivers: false);

        Assert.That(() => mapping.SetPolicy(new MemoryPolicy(MemoryPolicyMode.Bind, 1023)), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL).And.Message.Contains("Bind 1023"));
        Assert.That(() => mapping.SetPolicy(new MemoryPolicy((MemoryPolicyMode)1000)), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(() => mapping.SetPolicy(new MemoryPolicy(MemoryPolicyMode.Bind)), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL), "without a node");
        Assert.That(mapping.GetPolicy(), Is.EqualTo(MemoryPolicy.Default));
    }

    [Test]
    public void Migrate_ToANodeThatIsThere_MovesEverything([Values] bool isDrivers)
    {
        using var mapping = Map(isDrivers);
        mapping.Populate(0, VmDriver.Page);

        Assert.That(mapping.Migrate(_node), Is.Zero);

        using var view = mapping.View(0, 1);
        Assert.That(view.Span[0], Is.EqualTo(1), "the bytes are what they were");
    }

    [Test]
    public void Migrate_OfADrivers_ItsWindowLetsGoOfThePages()
    {
        using var mapping = Map(isDrivers: true);
        using (var view = mapping.View())
        {
            Assert.That(view.Span[0], Is.EqualTo(1));
        }

        var before = Shown();
        mapping.Migrate(_node);

        Assert.That(Shown(), Is.EqualTo(before - 4), "the mapping still shows what it has touched");
    }

    [Test]
    public void Migrate_NoSuchNode_IsEnodev()
    {
        using var mapping = Map(isDrivers: false);
        mapping.Populate(0, mapping.Length);

        Assert.That(() => mapping.Migrate(1023), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.ENODEV).And.Message.Contains("no such memory node"));
    }

    [Test]
    public void Policies_Revoked_AreEinvalTheAreasOwnAndZero([Values] bool isDrivers)
    {
        using var mapping = Map(isDrivers);
        var bind = new MemoryPolicy(MemoryPolicyMode.Bind, _node);
        mapping.SetPolicy(bind);

        _scope.Revoke(RevokeReason.Unplugged);

        Assert.That(() => mapping.SetPolicy(MemoryPolicy.Default), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL).And.InnerException.InstanceOf<RevokedException>());
        Assert.That((mapping.GetPolicy(), mapping.Migrate(1023)), Is.EqualTo((bind, 0L)));
        mapping.Dispose();
        Assert.That(mapping.GetPolicy, Throws.InstanceOf<ObjectDisposedException>());
    }

    /// <summary>Page 0 begins with 1.</summary>
    private RevocableMapping Map(bool isDrivers)
    {
        if (isDrivers)
        {
            return _scope.Open(new VmDriver()).Map(s_four);
        }

        var bytes = new byte[4 * VmDriver.Page];
        bytes[0] = 1;
        File.WriteAllBytes(_folder["file"], bytes);
        return _scope.Map(_folder["file"], s_four with { IsPrivate = true }); // of a shared one the kernel keeps no policy
    }

    private static string NumaMaps(RevocableMapping mapping) =>
        File.ReadLines("/proc/self/numa_maps").SingleOrDefault(line => line.StartsWith(mapping.Range.Address.ToString("x", null), StringComparison.Ordinal)) ?? "";

    // Pages of the driver's memory that this process shows, by all its mappings together.
    private static int Shown()
    {
        var shown = 0;
        var isOurs = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            isOurs = line.Contains("revoke-pages", StringComparison.Ordinal) || (isOurs && !line.StartsWith("VmFlags:", StringComparison.Ordinal));
            if (isOurs && line.StartsWith("Rss:", StringComparison.Ordinal))
            {
                shown += int.Parse(line[4..^2], System.Globalization.CultureInfo.InvariantCulture) * 1024 / VmDriver.Page;
            }
        }

        return shown;
    }
}
