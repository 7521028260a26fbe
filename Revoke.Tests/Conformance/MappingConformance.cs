using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>What every file that can be mapped keeps to, whoever supplies its memory.</summary>
[CancelAfter(60_000)]
public abstract class MappingConformance
{
    /// <summary>How long each file is, in bytes: more than two pages.</summary>
    protected virtual int Length => (2 * Environment.SystemPageSize) + 100;

    /// <summary>Whether the kernel knows pages behind it; the memory of a device it neither copies nor maps a second time from the first mapping.</summary>
    protected virtual bool HasPages => true;

    private MappingOptions Written => new() { Offset = 8, Length = Length - 8, Access = FileAccess.ReadWrite, AfterRevoke = AfterRevoke.Ones };

    /// <summary>Opens a fresh one, of <see cref="Length"/> bytes; what is fed is the beginning of it.</summary>
    public abstract Subject Create();

    [Test]
    public void Map_Fed_ShowsTheBytesWhicheverWayIn()
    {
        using var subject = Create();
        subject.Feed("0123456789abcdef"u8.ToArray());
        using var mapping = subject.File.Map(Written);
        if (HasPages)
        {
            var copied = new byte[4];
            mapping.CopyTo(0, copied);
            Assert.That(copied, Is.EqualTo("89ab"u8.ToArray()));
            Assert.That((mapping.Peek(1, copied), copied), Is.EqualTo((4, "9abc"u8.ToArray())));
        }

        using (var hold = mapping.Hold(2, 1))
        {
            Assert.That(hold.Memory.Span[0], Is.EqualTo((byte)'a'));
        }

        using (var registers = mapping.Registers())
        {
            Assert.That(registers.ReadByte(3), Is.EqualTo((byte)'b'));
        }

        using var use = subject.Scope.Enter();
        Assert.That(use.Span(mapping, 4, 1)[0], Is.EqualTo((byte)'c'));
    }

    [Test]
    public void Map_Twice_IsTheSameMemoryAlsoOfADuplicate()
    {
        using var subject = Create();
        using var one = subject.File.Map(Written);
        using var two = subject.File.Map(Written with { Offset = 0, Length = null });
        using var three = HasPages ? one.Duplicate() : subject.File.Map(Written);
        if (!HasPages)
        {
            Assert.That(one.Duplicate, Throws.InstanceOf<NotSupportedException>().With.Message.Contain("map it again"));
        }

        if (HasPages)
        {
            one.CopyFrom(Environment.SystemPageSize, [42]);
            Assert.That(one.Poke(Environment.SystemPageSize + 1, [43]), Is.EqualTo(1));
        }
        else
        {
            using var registers = one.Registers();
            registers.WriteByte(Environment.SystemPageSize, 42);
            registers.WriteByte(Environment.SystemPageSize + 1, 43);
        }

        using var other = two.View();
        using var same = three.View();
        Assert.That(other.Length, Is.EqualTo(Length));
        Assert.That((other.Span[Environment.SystemPageSize + 8], other.Span[Environment.SystemPageSize + 9]), Is.EqualTo(((byte)42, (byte)43)));
        Assert.That(same.Span[Environment.SystemPageSize], Is.EqualTo(42));
    }

    [Test]
    public void Dispose_OfTheFile_LeavesItsMappings()
    {
        using var subject = Create();
        subject.Feed("0123456789"u8.ToArray());
        using var mapping = subject.File.Map(Written);

        subject.File.Dispose();

        using (var view = mapping.View())
        {
            Assert.That(view.Span[0], Is.EqualTo((byte)'8'));
        }

        Assert.That(() => subject.File.Map(Written), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public unsafe void Operations_Revoked_AnswerAsTheKernelDoesAndThePolicyStandsThere()
    {
        using var subject = Create();
        using var mapping = subject.File.Map(Written);
        if (HasPages)
        {
            mapping.Populate(0, mapping.Length, forWriting: true);
        }

        var outcome = subject.Scope.Revoke(RevokeReason.Policy("over"));

        Assert.That((outcome.IsCompleted, outcome.Released), Is.EqualTo((true, 2)));
        Assert.That(() => mapping.View(), Throws.InstanceOf<RevokedException>());
        Assert.That(() => mapping.Hold(0, 1), Throws.InstanceOf<RevokedException>());
        Assert.That(() => mapping.Registers(), Throws.InstanceOf<RevokedException>());
        Assert.That(() => mapping.CopyTo(0, new byte[1]), Throws.InstanceOf<RevokedException>());
        Assert.That((mapping.TryView(0, 1, out _), mapping.TryCopyTo(0, new byte[1])), Is.EqualTo((false, false)));
        Assert.That(() => mapping.Populate(0, 1), Throws.InstanceOf<BusErrorException>().With.InnerException.InstanceOf<RevokedException>());
        Assert.That(() => mapping.Peek(0, new byte[1]), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(() => mapping.SetPolicy(MemoryPolicy.Default), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That((mapping.GetPolicy(), mapping.Migrate(0)), Is.EqualTo((MemoryPolicy.Default, 0L)));
        Assert.That(mapping.Duplicate, Throws.InstanceOf<RevokedException>());
        Assert.That(() => subject.File.Map(Written), Throws.InstanceOf<RevokedException>());
        Assert.That(new ReadOnlySpan<byte>(mapping.DangerousGetPointer(), (int)mapping.Length).IndexOfAnyExcept((byte)0xFF), Is.EqualTo(-1));
    }

    [Test]
    public void Operations_Disposed_ComeBeforeArgumentsAndTheGate()
    {
        using var subject = Create();
        var mapping = subject.File.Map(Written);
        subject.Scope.Revoke(RevokeReason.Unplugged);
        mapping.Dispose();
        mapping.Dispose();

        Assert.That(() => mapping.View(-1, 1), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => mapping.Populate(-1, 1), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => mapping.Peek(-1, new byte[1]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => mapping.SetPolicy(null!), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => mapping.Migrate(-1), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(mapping.GetPolicy, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(mapping.Duplicate, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void MapAndRevoke_AgainAndAgain_LeavesNoDescriptorOpen()
    {
        Create().Dispose();
        var before = OpenDescriptors.Capture();
        for (var i = 0; i < 20; i++)
        {
            using var subject = Create();
            using var mapping = subject.File.Map(Written with { AfterRevoke = AfterRevoke.Zeros });
            mapping.View().Dispose();
            subject.Scope.Revoke(RevokeReason.Unplugged);
        }

        Assert.That(OpenDescriptors.Capture().OpenedSince(before), Is.Empty);
    }
}
