using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings;

/// <summary>Checked access.</summary>
public sealed class CopyTests
{
    private TemporaryFolder _folder = null!;
    private RevokeScope _scope = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _scope = new RevokeScope("copies", new RevokeScopeOptions { DrainTimeout = TimeSpan.Zero });
    }

    [TearDown]
    public void TearDown()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [TestCase(0, 1)]
    [TestCase(4_000, 200)]
    [TestCase(3, 300_000)]
    [TestCase(300_000, 0)]
    public void CopyTo_WhatIsThere_IsCopied(int offset, int length)
    {
        using var mapping = Bytes.Map(_scope, _folder, 300_003);
        var copy = new byte[length];

        mapping.CopyTo(offset, copy);

        Assert.That(copy, Is.EqualTo(Bytes.Make(300_003)[offset..(offset + length)]));
        Assert.That(mapping.TryCopyTo(offset, copy));
    }

    [Test]
    public void CopyTo_Truncated_IsABusErrorThatSaysFromWhere()
    {
        using var mapping = Bytes.Map(_scope, _folder, 5 * 4096, new MappingOptions { Access = FileAccess.ReadWrite });
        Truncate(4096);
        var copy = new byte[3 * 4096];

        var error = Assert.Throws<BusErrorException>(() => mapping.CopyTo(100, copy))!;

        Assert.That((error.Offset, error.BytesTransferred, error.HResult), Is.EqualTo((4096L, 3996L, Native.EFAULT)));
        Assert.That(error.Message, Does.Contain(_folder["bytes"]).And.Contain("4096"));
        Assert.That(copy[..3996], Is.EqualTo(Bytes.Make(5 * 4096)[100..4096]));
        Assert.That(mapping.TryCopyTo(100, copy), Is.False);
        Assert.That(mapping.TryCopyTo(0, copy.AsSpan(0, 4096)), "what is there still");
        Assert.That(Assert.Throws<BusErrorException>(() => mapping.CopyFrom(4096, new byte[1]))!.Offset, Is.EqualTo(4096));
        Assert.That(mapping.TryCopyFrom(4096, new byte[1]), Is.False);
        Assert.Throws<BusErrorException>(() => mapping.Populate(0, 5 * 4096));
        Assert.Throws<BusErrorException>(() => mapping.Populate(4096, 1, forWriting: true));
        Assert.DoesNotThrow(() => mapping.Populate(0, 4096));
        Assert.That(_scope.CaptureUses(), Is.Empty);
    }

    [Test]
    public void Populate_Truncated_SaysWhatWasAskedFor()
    {
        using var mapping = Bytes.Map(_scope, _folder, 5 * 4096);
        Truncate(4096);

        var error = Assert.Throws<BusErrorException>(() => mapping.Populate(100, 10_000))!;

        Assert.That((error.Offset, error.BytesTransferred), Is.EqualTo((100L, 0L)));
        Assert.That(error.Message, Does.Contain("10000 bytes from 100 on were asked for"));
    }

    [Test]
    public void Copy_BehindTheEndInItsPage_IsZerosAndLost()
    {
        using var mapping = Bytes.Map(_scope, _folder, 4096, new MappingOptions { Access = FileAccess.ReadWrite });
        Truncate(100);
        var copy = new byte[4096];

        mapping.CopyTo(0, copy);
        mapping.CopyFrom(200, [1]);
        Truncate(4096);

        Assert.That(copy[..100], Is.EqualTo(Bytes.Make(4096)[..100]));
        Assert.That(copy[100..], Is.All.Zero);
        Assert.That(File.ReadAllBytes(_folder["bytes"])[200], Is.Zero);
    }

    [Test]
    public void CopyTo_DiskHasGone_IsABusError()
    {
        using (var file = File.Create(_folder["disk"]))
        {
            file.SetLength(8 << 20);
        }

        using var disk = LoopDevice.OverOrIgnore(_folder["disk"]);
        using var mapping = _scope.Map(disk.Path);
        using (var file = File.OpenWrite(_folder["disk"]))
        {
            file.SetLength(0); // what has not been read yet is an error of the disk from here on
        }

        Assert.That(Assert.Throws<BusErrorException>(() => mapping.CopyTo(4 << 20, new byte[4096]))!.Offset, Is.EqualTo(4 << 20));
        Assert.That(mapping.TryCopyTo(4 << 20, new byte[1]), Is.False);
    }

    [Test]
    public void CopyFrom_SharedMapping_ReachesTheFile()
    {
        using var mapping = Bytes.Map(_scope, _folder, 100, new MappingOptions { Access = FileAccess.ReadWrite });

        mapping.CopyFrom(98, [1, 2]);

        Assert.That(File.ReadAllBytes(_folder["bytes"])[97..], Is.EqualTo(new byte[] { 97, 1, 2 }));
    }

    [Test]
    public void Copy_Bad_IsRefused()
    {
        using var mapping = Bytes.Map(_scope, _folder, 100);
        using var device = Bytes.Map(_scope, _folder, 100, new MappingOptions { IsDeviceMemory = true });

        Assert.That(() => mapping.CopyTo(99, new byte[2]), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo("offset"));
        Assert.Throws<ArgumentOutOfRangeException>(() => mapping.TryCopyTo(-1, new byte[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => mapping.Populate(99, 2));
        Assert.Throws<InvalidOperationException>(() => mapping.CopyFrom(0, new byte[2]));
        Assert.Throws<InvalidOperationException>(() => mapping.Populate(0, 2, forWriting: true));
        Assert.Throws<NotSupportedException>(() => device.CopyTo(0, new byte[2]));
        Assert.Throws<NotSupportedException>(() => device.TryCopyFrom(0, new byte[2]));
        Assert.That(_scope.CaptureUses(), Is.Empty);
    }

    [Test]
    public void Copy_Revoked_IsRefused()
    {
        using var mapping = Bytes.Map(_scope, _folder, 100, new MappingOptions { Access = FileAccess.ReadWrite });
        _scope.Revoke(RevokeReason.Policy("over"));

        Assert.Throws<RevokedException>(() => mapping.CopyTo(0, new byte[2]));
        Assert.Throws<RevokedException>(() => mapping.CopyFrom(0, new byte[2]));
        Assert.That(mapping.TryCopyTo(0, new byte[2]) || mapping.TryCopyFrom(0, new byte[2]), Is.False);
        Assert.That(Assert.Throws<BusErrorException>(() => mapping.Populate(0, 2))!.InnerException, Is.InstanceOf<RevokedException>());
    }

    [Test]
    public void Copy_DeviceMemoryRevoked_SaysThatItIsRevoked()
    {
        using var device = Bytes.Map(_scope, _folder, 100, new MappingOptions { Access = FileAccess.ReadWrite, IsDeviceMemory = true });
        _scope.Revoke(RevokeReason.Unplugged);

        Assert.Throws<RevokedException>(() => device.CopyTo(0, new byte[2]));
        Assert.Throws<RevokedException>(() => device.CopyFrom(0, new byte[2]));
        Assert.That(device.TryCopyTo(0, new byte[2]) || device.TryCopyFrom(0, new byte[2]), Is.False);
    }

    private void Truncate(long length)
    {
        using var file = File.OpenWrite(_folder["bytes"]);
        file.SetLength(length);
    }
}
