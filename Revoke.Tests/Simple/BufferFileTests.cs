using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Simple;

[TestFixture]
[CancelAfter(20_000)]
public sealed class BufferFileTests
{
    private RevokeScope _scope = null!;
    private BufferFile _buffer = null!;
    private RevocableFile _file = null!;

    [SetUp]
    public void SetUp()
    {
        _scope = new RevokeScope("buffer");
        _buffer = new BufferFile("0123"u8, capacity: 10);
        _file = _scope.Open(_buffer.Open());
    }

    [TearDown]
    public void TearDown()
    {
        _file.Dispose();
        _scope.Dispose();
    }

    [Test]
    public void Write_PastTheLength_GrowsToTheCapacity()
    {
        _file.Seek(0, SeekOrigin.End);
        Assert.That((_file.Write("456"u8), _file.Length, _buffer.Length), Is.EqualTo((3, 7L, 7)));
        Assert.That(_file.Write("789ab"u8), Is.EqualTo(3), "what fits");

        Assert.That(() => _file.Write("c"u8), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EFBIG));
        Assert.That(() => _file.Write("c"u8, long.MaxValue), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EFBIG));
        Assert.That((_file.Write([]), _buffer.ToArray()), Is.EqualTo((0, "0123456789"u8.ToArray())));
    }

    [Test]
    public void Write_BehindAGap_FillsItWithZeros()
    {
        _file.SetLength(2);
        _file.Write("x"u8, 5);

        Assert.That(_buffer.ToArray(), Is.EqualTo("01\0\0\0x"u8.ToArray()), "nothing of what was cut off comes back");
    }

    [Test]
    public void SetLength_ShorterLongerTooLong_IsAsFtruncate()
    {
        _file.SetLength(1);
        _file.SetLength(3);

        Assert.That(_buffer.ToArray(), Is.EqualTo("0\0\0"u8.ToArray()));
        Assert.That(() => _file.SetLength(11), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EFBIG));
        Assert.That(() => _file.SetLength(long.MaxValue), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EFBIG));
        Assert.That(_file.Length, Is.EqualTo(3));
    }

    [Test]
    public void Open_Twice_SharesTheBytesAndNotThePosition()
    {
        using var other = _scope.Open(_buffer.Open());
        Assert.That(Text.Read(_file), Is.EqualTo("0123"));
        other.Write("ab"u8);

        Assert.That((Text.ReadAt(_file, 0), Text.Read(other)), Is.EqualTo(("ab23", "23")));
    }

    [Test]
    public void Write_RevokedAfterwards_StaysForTheDriverAndTheNext()
    {
        _file.Write("kept"u8);
        _scope.Revoke(RevokeReason.Unplugged);
        using var next = new RevokeScope("next");

        Assert.That((_buffer.ToArray(), Text.Read(next.Open(_buffer.Open()))), Is.EqualTo(("kept"u8.ToArray(), "kept")));
    }

    [Test]
    public void SetContent_OpenFiles_ReadTheNewOneFromWhereTheyStand()
    {
        Text.Read(_file, 3);
        _buffer.SetContent("abcdefgh"u8);
        Assert.That(Text.Read(_file), Is.EqualTo("defgh"));
        _buffer.SetContent("x"u8);

        Assert.That((_file.Read(new byte[1]), _buffer.ToArray()), Is.EqualTo((0, "x"u8.ToArray())));
        Assert.That(() => _buffer.SetContent(new byte[11]), Throws.ArgumentException.With.Property("ParamName").EqualTo("content"));
    }

    [Test]
    public void Open_ReadOnly_RefusesWritesAndTruncation()
    {
        using var file = _scope.Open(_buffer.Open(FileAccess.Read));

        Assert.That((file.CanRead, file.CanWrite, Text.Read(file)), Is.EqualTo((true, false, "0123")));
        Assert.That(() => file.Write("x"u8), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(() => file.SetLength(0), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(_buffer.Length, Is.EqualTo(4));
    }

    [Test]
    public void Open_WriteOnly_RefusesReads()
    {
        using var file = _scope.Open(_buffer.Open(FileAccess.Write));

        Assert.That((file.CanRead, file.CanWrite, file.Write("x"u8)), Is.EqualTo((false, true, 1)));
        Assert.That(() => file.Read(new byte[1]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
    }

    [Test]
    public void BufferFile_BadArguments_AreNamed()
    {
        Assert.That(() => new BufferFile(-1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("capacity"));
        Assert.That(() => new BufferFile("0123"u8, 3), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("capacity"));
        Assert.That(() => new BufferFile(int.MaxValue), Throws.InstanceOf<ArgumentOutOfRangeException>(), "no array is that long");
        Assert.That(() => _buffer.Open(default), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("access"));
        Assert.That((_buffer.Capacity, new BufferFile(0).Length), Is.EqualTo((10, 0)));
    }

    [Test]
    public async Task Write_ManyThreadsOnOneFile_NoneIsTornOrLost()
    {
        const int Writes = 50_000;
        var buffer = new BufferFile(4 * Writes * 8);
        using var file = _scope.Open(buffer.Open());

        await Together.RunAsync(
            4,
            thread =>
            {
                for (var i = 0; i < Writes; i++)
                {
                    file.Write(BitConverter.GetBytes(((long)thread << 32) | (uint)i));
                }

                return thread;
            },
            Limit.Token);

        var written = buffer.ToArray().Chunk(8).Select(static bytes => BitConverter.ToInt64(bytes)).ToHashSet();
        Assert.That(written, Has.Count.EqualTo(4 * Writes));
        Assert.That(written.Max(static value => (uint)value), Is.EqualTo(Writes - 1));
    }
}
