namespace Revoke.Tests.Mappings.Vm;

/// <summary>A policy as a value.</summary>
public sealed class MemoryPolicyTests
{
    [Test]
    public void Equals_SameModeAndNodes_WhateverTheOrder()
    {
        var one = new MemoryPolicy(MemoryPolicyMode.Bind, 3, 1, 3);
        var two = new MemoryPolicy(MemoryPolicyMode.Bind, 1, 3);

        Assert.That(one.Nodes, Is.EqualTo([1, 3]));
        Assert.That((one == two, one.GetHashCode() == two.GetHashCode()), Is.EqualTo((true, true)));
        Assert.That(one, Is.Not.EqualTo(new MemoryPolicy(MemoryPolicyMode.Interleave, 1, 3)));
        Assert.That(one, Is.Not.EqualTo(new MemoryPolicy(MemoryPolicyMode.Bind, 1)));
        Assert.That(one.ToString(), Is.EqualTo("Bind 1,3"));
        Assert.That(MemoryPolicy.Default.ToString(), Is.EqualTo("Default"));
    }

    [Test]
    public void Create_NodeOrModeThatIsNone_IsRefused()
    {
        Assert.That(() => new MemoryPolicy(MemoryPolicyMode.Bind, -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("nodes"));
        Assert.That(() => new MemoryPolicy(MemoryPolicyMode.Bind, 1024), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new MemoryPolicy((MemoryPolicyMode)(-1)), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("mode"));
    }
}
