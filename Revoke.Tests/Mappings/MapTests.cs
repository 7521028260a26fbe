using Microsoft.Win32.SafeHandles;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings;

/// <summary>What can be mapped, and what is said of the rest.</summary>
public sealed class MapTests
{
    private TemporaryFolder _folder = null!;
    private RevokeScope _scope = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _scope = new RevokeScope("maps");
    }

    [TearDown]
    public void TearDown()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Map_RegularFile_ShowsItsBytesAndKeepsNoDescriptor()
    {
        var before = OpenDescriptors.Capture(_folder.Path);

        using var mapping = Bytes.Map(_scope, _folder, 5);

        using var view = mapping.View();
        Assert.That((mapping.Length, mapping.CanWrite, mapping.IsDeviceMemory, mapping.Name), Is.EqualTo((5L, false, false, _folder["bytes"])));
        Assert.That(view.Span.ToArray(), Is.EqualTo(new byte[] { 0, 1, 2, 3, 4 }));
        Assert.That(OpenDescriptors.Capture(_folder.Path).OpenedSince(before), Is.Empty);
        Assert.That(mapping.ToString(), Is.EqualTo($"mapping of '{_folder["bytes"]}' of 'maps' (5 bytes)"));
    }

    [TestCase(0L, 4096L)]
    [TestCase(1L, 1L)]
    [TestCase(4095L, 2L)]
    [TestCase(4096L, 4096L)]
    [TestCase(9_999L, 1L)]
    public void Map_PartOfAFile_BeginsWhereItIsToldTo(long offset, long length)
    {
        using var mapping = Bytes.Map(_scope, _folder, 10_000, new MappingOptions { Offset = offset, Length = length });

        Assert.That(Bytes.ReadRaw(mapping), Is.EqualTo(Bytes.Make(10_000)[(int)offset..(int)(offset + length)]));
    }

    [Test]
    public void Map_BlockDevice_IsAsLongAsItIs()
    {
        File.WriteAllBytes(_folder["disk"], Bytes.Make(10 * LoopDevice.Sector));
        using var disk = LoopDevice.OverOrIgnore(_folder["disk"]);
        using var all = _scope.Map(disk.Path);

        Assert.That((all.Length, all.IsDeviceMemory), Is.EqualTo((10L * LoopDevice.Sector, false)));
        Assert.That(Bytes.ReadRaw(all), Is.EqualTo(Bytes.Make(10 * LoopDevice.Sector)));
        Assert.That(
            () => _scope.Map(disk.Path, new MappingOptions { Offset = 8 * LoopDevice.Sector, Length = 65_536 }), // of which a byte beyond its end is a SIGBUS
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("5120"));
    }

    [TestCase(10_000L, null)]
    [TestCase(10_001L, 1L)]
    [TestCase(9_999L, 2L)]
    [TestCase(0L, 10_001L)]
    [TestCase(long.MaxValue, 1L)]
    [TestCase(1L, long.MaxValue)]
    public void Map_NotInsideTheFile_SaysHowLongTheFileIs(long offset, long? length)
    {
        Assert.That(
            () => Bytes.Map(_scope, _folder, 10_000, new MappingOptions { Offset = offset, Length = length }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(_folder["bytes"]).And.Message.Contains("10000"));
    }

    [Test]
    public void Map_Descriptor_WorksWhenItHasBeenClosed()
    {
        File.WriteAllBytes(_folder["bytes"], Bytes.Make(10));
        RevocableMapping mapping;
        using (var descriptor = File.OpenHandle(_folder["bytes"]))
        {
            mapping = _scope.Map(descriptor);
        }

        Assert.That(Bytes.ReadRaw(mapping), Is.EqualTo(Bytes.Make(10)));
        mapping.Dispose();
    }

    [Test]
    public void Map_OpenFile_WorksWhenTheFileHasBeenDisposed()
    {
        File.WriteAllBytes(_folder["bytes"], Bytes.Make(10));
        RevocableMapping mapping;
        using (var file = _scope.Open(_folder["bytes"]))
        {
            mapping = file.Map(new MappingOptions { Access = FileAccess.ReadWrite });
        }

        mapping.CopyFrom(0, [9]);
        Assert.That(File.ReadAllBytes(_folder["bytes"])[0], Is.EqualTo(9));
        mapping.Dispose();
    }

    [Test]
    public void Map_NodeOfADevice_IsDeviceMemoryUnlessItIsSaidToBeNone()
    {
        using var zero = _scope.Map("/dev/zero", new MappingOptions { Length = 8192, IsPrivate = true });
        using var ordinary = _scope.Map("/dev/zero", new MappingOptions { Length = 8192, IsPrivate = true, IsDeviceMemory = false });

        Assert.That((zero.IsDeviceMemory, ordinary.IsDeviceMemory), Is.EqualTo((true, false)));
        _scope.Revoke(RevokeReason.Unplugged);
        Assert.That((Bytes.ReadRaw(zero)[0], Bytes.ReadRaw(ordinary)[0]), Is.EqualTo(((byte)0xFF, (byte)0)));
    }

    [Test]
    public void Map_WhatCannotBe_SaysWhy()
    {
        File.WriteAllBytes(_folder["empty"], []);
        File.WriteAllBytes(_folder["bytes"], Bytes.Make(10));
        var before = OpenDescriptors.Capture(_folder.Path, "/dev/null", "/dev/zero");

        Assert.That(() => _scope.Map(_folder["empty"]), Throws.InstanceOf<IOException>().With.Message.Contains("empty").And.Message.Contains(_folder["empty"]));
        Assert.That(() => _scope.Map(_folder["none"]), Throws.InstanceOf<FileNotFoundException>());
        Assert.That(() => _scope.Map(_folder.Path), Throws.InstanceOf<IOException>().With.Message.Contains("EISDIR"));
        Assert.That(() => _scope.Map("/dev/zero"), Throws.ArgumentException.With.Message.Contains("Length"));
        Assert.That(() => _scope.Map("/dev/null", new MappingOptions { Length = 1 }), Throws.InstanceOf<IOException>().With.Message.Contains("ENODEV"));
        Assert.That(() => _scope.Map(""), Throws.ArgumentException);
        Assert.That(() => _scope.Map("a\0b"), Throws.ArgumentException);
        Assert.That(() => _scope.Map((string)null!), Throws.ArgumentNullException);
        Assert.That(() => _scope.Map(new SafeFileHandle(-1, ownsHandle: false)), Throws.ArgumentException);
        Assert.That(() => _scope.Map("/proc/self/status", new MappingOptions { Length = 1 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        using (var reader = File.OpenHandle(_folder["bytes"]))
        {
            Assert.That(() => _scope.Map(reader, new MappingOptions { Access = FileAccess.ReadWrite }), Throws.InstanceOf<UnauthorizedAccessException>().With.Message.Contains("EACCES"));
        }

        Assert.That(() => _scope.Map("/dev/zero", new MappingOptions { Length = 1L << 60 }), Throws.InstanceOf<IOException>().With.Message.Contains("ENOMEM"));
        Assert.That(() => _scope.Map("/dev/zero", new MappingOptions { Length = long.MaxValue, Offset = 4096 }), Throws.InstanceOf<IOException>().With.Message.Contains("EOVERFLOW"));
        Assert.That(OpenDescriptors.Capture(_folder.Path, "/dev/null", "/dev/zero").OpenedSince(before), Is.Empty);
        Assert.That(_scope.CaptureUses(), Is.Empty);
    }

    [Test]
    public void Options_Bad_AreNamed()
    {
        AssertNamed(nameof(MappingOptions.Access), static () => _ = new MappingOptions { Access = FileAccess.Write });
        AssertNamed(nameof(MappingOptions.Access), static () => _ = new MappingOptions { Access = (FileAccess)9 });
        AssertNamed(nameof(MappingOptions.Offset), static () => _ = new MappingOptions { Offset = -1 });
        AssertNamed(nameof(MappingOptions.Length), static () => _ = new MappingOptions { Length = 0 });
        AssertNamed(nameof(MappingOptions.Length), static () => _ = new MappingOptions { Length = -1 });
        AssertNamed(nameof(MappingOptions.AfterRevoke), static () => _ = new MappingOptions { AfterRevoke = (AfterRevoke)9 });

        static void AssertNamed(string option, Action make) =>
            Assert.That(make, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("MappingOptions." + option));
    }

    [Test]
    public void Map_RevokedOrDisposed_IsRefused()
    {
        File.WriteAllBytes(_folder["bytes"], Bytes.Make(10));
        var file = _scope.Open(_folder["bytes"]);
        _scope.Revoke(RevokeReason.Policy("over"));

        Assert.Throws<RevokedException>(() => _scope.Map(_folder["bytes"]));
        Assert.Throws<RevokedException>(() => file.Map());
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Map());
        _scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _scope.Map(_folder["bytes"]));
    }
}
