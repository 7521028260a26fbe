using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Registers;

[TestFixture]
public sealed class RegisterViewTests
{
    private const int Length = 24;

    private TemporaryFolder _folder = null!;
    private RevokeScope _scope = null!;
    private RevocableMapping _mapping = null!;

    [SetUp]
    public void Map()
    {
        _folder = new TemporaryFolder();
        _scope = new RevokeScope("registers");
        File.WriteAllBytes(_folder["file"], [.. Enumerable.Range(1, Length).Select(static i => (byte)i)]);
        _mapping = _scope.Map(_folder["file"], new() { Access = FileAccess.ReadWrite });
    }

    [TearDown]
    public void Unmap()
    {
        _mapping.Dispose();
        _scope.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Read_EachWidth_IsWhatIsThere()
    {
        using var registers = _mapping.Registers();

        Assert.That(
            (registers.ReadByte(3), registers.ReadUInt16(2), registers.ReadUInt32(4), registers.ReadUInt64(16)),
            Is.EqualTo(((byte)4, (ushort)0x0403, 0x08070605u, 0x1817161514131211ul)));
    }

    [Test]
    public void Write_EachWidth_ChangesThatAndNothingElse()
    {
        using (var registers = _mapping.Registers())
        {
            registers.WriteByte(1, 0xA1);
            registers.WriteUInt16(4, 0xB2B1);
            registers.WriteUInt32(8, 0xC4C3C2C1);
            registers.WriteUInt64(16, 0xD8D7D6D5D4D3D2D1);
        }

        Assert.That(
            File.ReadAllBytes(_folder["file"]),
            Is.EqualTo(new byte[] { 1, 0xA1, 3, 4, 0xB1, 0xB2, 7, 8, 0xC1, 0xC2, 0xC3, 0xC4, 13, 14, 15, 16, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 }));
    }

    [TestCase(1, -1)]
    [TestCase(1, Length)]
    [TestCase(2, Length)]
    [TestCase(4, Length)]
    [TestCase(8, Length)]
    [TestCase(8, long.MinValue)]
    [TestCase(8, long.MaxValue - 7)]
    public void Access_OutsideTheMapping_IsRefused(int width, long offset)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Read(_mapping, width, offset), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => Write(_mapping, width, offset), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    [TestCase(2, 1)]
    [TestCase(4, 2)]
    [TestCase(8, 4)]
    [TestCase(8, 15)]
    public void Access_NotAMultipleOfItsWidth_IsRefused(int width, long offset)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Read(_mapping, width, offset), Throws.ArgumentException.With.Property(nameof(ArgumentException.ParamName)).EqualTo("offset"));
            Assert.That(() => Write(_mapping, width, offset), Throws.ArgumentException.With.Message.Contains($"{8 * width} bits"));
        }
    }

    /// <summary>What lies beyond the last whole register of the widest goes another way.</summary>
    [Test]
    public void Access_LengthNoMultipleOfTheWidest_ReachesTheLastByteAndNoFurther()
    {
        using var mapping = _scope.Map(_folder["file"], new() { Access = FileAccess.ReadWrite, Length = Length - 1 });

        Assert.That((Read(mapping, 1, 22), Read(mapping, 2, 20), Read(mapping, 4, 16)), Is.EqualTo((23ul, 0x1615ul, 0x14131211ul)));
        Write(mapping, 2, 20);
        Write(mapping, 1, 22);
        Assert.That(File.ReadAllBytes(_folder["file"])[20..], Is.EqualTo(new byte[] { 0, 0, 0, 24 }));
        foreach (var (width, offset) in new[] { (1, 23), (2, 22), (4, 20), (8, 16) })
        {
            Assert.That(() => Read(mapping, width, offset), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => Write(mapping, width, offset), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    /// <summary>A multiple of the width is meant of where the register is, as the processor sees it.</summary>
    [Test]
    public void Access_MappingBeginsBetween_GoesByTheAddress()
    {
        using var mapping = _scope.Map(_folder["file"], new() { Access = FileAccess.ReadWrite, Offset = 4 });

        Assert.That((Read(mapping, 8, 4), Read(mapping, 4, 0), Read(mapping, 2, 18), Read(mapping, 1, 19)), Is.EqualTo((0x100F0E0D0C0B0A09ul, 0x08070605ul, 0x1817ul, 24ul)));
        Assert.That(() => Read(mapping, 8, 0), Throws.ArgumentException);
        Assert.That(() => Write(mapping, 8, 8), Throws.ArgumentException);
        Write(mapping, 8, 4);
        Assert.That(File.ReadAllBytes(_folder["file"])[7..17], Is.EqualTo(new byte[] { 8, 0, 0, 0, 0, 0, 0, 0, 0, 17 }));
        Assert.That(
            () =>
            {
                var registers = mapping.Registers();
                registers.Dispose();
                registers.ReadUInt32(0);
            },
            Throws.InstanceOf<ObjectDisposedException>());
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    [TestCase(8)]
    public void Write_MappingForReading_IsRefused(int width)
    {
        using var readOnly = _scope.Map(_folder["file"]);

        Assert.That(() => Write(readOnly, width, 0), Throws.InvalidOperationException.With.Message.Contains("reading only"));
        Assert.That(() => Read(readOnly, width, 0), Throws.Nothing);
    }

    [Test]
    public void Access_AfterLeaving_IsRefused()
    {
        Assert.That(
            () =>
            {
                var registers = _mapping.Registers();
                registers.Dispose();
                registers.ReadByte(0);
            },
            Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(
            () =>
            {
                var registers = _mapping.Registers();
                registers.Dispose();
                using var later = _mapping.Registers(); // in the same place
                registers.WriteByte(0, 1);
            },
            Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(
            () =>
            {
                var registers = _mapping.Registers();
                var copy = registers;
                registers.Dispose();
                copy.ReadUInt64(8);
            },
            Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(
            () =>
            {
                var registers = _mapping.Registers();
                registers.Dispose();
                registers.ReadUInt32(3); // refused for having left, before anything else
            },
            Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(static () => default(RegisterView).WriteUInt16(0, 1), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(static () => default(RegisterView).ReadUInt32(0), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Registers_Gone_AreRefusedByPrecedence()
    {
        _scope.Revoke(RevokeReason.Policy("test"));
        Assert.That(() => _mapping.Registers().Dispose(), Throws.InstanceOf<RevokedException>());

        _mapping.Dispose();
        Assert.That(() => _mapping.Registers().Dispose(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Read_DeviceGoneWhileInside_IsAllOnesAndSaysSo()
    {
        using var device = _scope.Map(_folder["file"], new() { IsDeviceMemory = true });
        using var registers = device.Registers();

        _scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);

        Assert.That((registers.IsRevoked, registers.ReadUInt32(0), registers.ReadUInt64(8)), Is.EqualTo((true, uint.MaxValue, ulong.MaxValue)));
    }

    private static ulong Read(RevocableMapping mapping, int width, long offset)
    {
        using var registers = mapping.Registers();
        return width switch
        {
            1 => registers.ReadByte(offset),
            2 => registers.ReadUInt16(offset),
            4 => registers.ReadUInt32(offset),
            _ => registers.ReadUInt64(offset),
        };
    }

    private static void Write(RevocableMapping mapping, int width, long offset)
    {
        using var registers = mapping.Registers();
        switch (width)
        {
            case 1:
                registers.WriteByte(offset, 0);
                break;
            case 2:
                registers.WriteUInt16(offset, 0);
                break;
            case 4:
                registers.WriteUInt32(offset, 0);
                break;
            default:
                registers.WriteUInt64(offset, 0);
                break;
        }
    }
}
