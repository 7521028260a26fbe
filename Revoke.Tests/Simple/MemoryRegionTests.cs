using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Simple;

[TestFixture]
[CancelAfter(20_000)]
public sealed class MemoryRegionTests
{
    private RevokeScope _scope = null!;
    private byte[] _memory = null!;
    private RevocableFile _file = null!;

    [SetUp]
    public void SetUp()
    {
        _scope = new RevokeScope("region");
        _memory = "0123456789"u8.ToArray();
        _file = _scope.Open(new MemoryRegion(_memory.AsMemory()));
    }

    [TearDown]
    public void TearDown()
    {
        _file.Dispose();
        _scope.Dispose();
    }

    [Test]
    public void Read_ToTheEnd_GoesOnAndEnds()
    {
        Assert.That(Text.Read(_file, 4) + Text.Read(_file, 4) + Text.Read(_file, 4), Is.EqualTo("0123456789"));
        Assert.That(_file.Read(new byte[4]), Is.Zero);
    }

    [Test]
    public void Read_AtAnOffset_LeavesThePosition()
    {
        Assert.That((Text.ReadAt(_file, 7), Text.ReadAt(_file, 10), Text.ReadAt(_file, long.MaxValue)), Is.EqualTo(("789", "", "")));
        Assert.That(Text.Read(_file, 2), Is.EqualTo("01"));
    }

    [Test]
    public void Seek_FromEachOrigin_MovesAsLseek()
    {
        Assert.That((_file.Length, _file.Seek(-3, SeekOrigin.End), Text.Read(_file)), Is.EqualTo((10L, 7L, "789")));
        Assert.That((_file.Seek(-5, SeekOrigin.Current), Text.Read(_file, 1)), Is.EqualTo((5L, "5")));
        Assert.That((_file.Seek(100, SeekOrigin.Begin), _file.Read(new byte[1])), Is.EqualTo((100L, 0)), "past the end is a place, with nothing there");
        Assert.That(_file.Seek(long.MaxValue, SeekOrigin.Begin), Is.EqualTo(long.MaxValue));
        Assert.That(() => _file.Seek(1, SeekOrigin.Current), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(() => _file.Seek(-11, SeekOrigin.End), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(_file.Seek(0, SeekOrigin.Current), Is.EqualTo(long.MaxValue), "a seek that fails moves nothing");
    }

    [Test]
    public void Write_Inside_IsInTheMemoryAndInOtherFiles()
    {
        using var other = _scope.Open(new MemoryRegion(_memory.AsMemory(4)));
        Assert.That((_file.Write("ab"u8), _file.Write("cd"u8), _file.Write("xy"u8, 8)), Is.EqualTo((2, 2, 2)));

        Assert.That((_memory, Text.Read(other)), Is.EqualTo(("abcd4567xy"u8.ToArray(), "4567xy")));
    }

    [Test]
    public void Write_PastTheEnd_TakesWhatFitsThenEfbig()
    {
        _file.Seek(8, SeekOrigin.Begin);

        Assert.That(_file.Write("abcd"u8), Is.EqualTo(2));
        Assert.That(() => _file.Write("e"u8), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EFBIG));
        Assert.That(() => _file.Write("e"u8, 10), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EFBIG));
        Assert.That(_file.Write([]), Is.Zero);
        using var stream = new RevocableStream(_file, leaveOpen: true) { Position = 8 };
        Assert.That(() => stream.Write("1234"u8), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EFBIG), "a stream cannot return a short count");
        Assert.That(_memory, Is.EqualTo("0123456712"u8.ToArray()));
    }

    [Test]
    public void Write_ReadOnly_IsEinvalAndSaidBeforehand()
    {
        using var file = _scope.Open(new MemoryRegion((ReadOnlyMemory<byte>)_memory));

        Assert.That((file.CanRead, file.CanWrite, _file.CanWrite), Is.EqualTo((true, false, true)));
        Assert.That(() => file.Write("x"u8), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(Text.Read(file), Is.EqualTo("0123456789"));
    }

    [Test]
    public void SetLength_Fixed_IsEinval() =>
        Assert.That(() => _file.SetLength(4), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));

    [Test]
    public async Task Read_ManyThreadsOnOneFile_EachByteComesOnce()
    {
        var memory = new byte[400_000];
        new Random(1).NextBytes(memory);
        using var file = _scope.Open(new MemoryRegion((ReadOnlyMemory<byte>)memory));

        var pieces = await Together.RunAsync(
            4,
            _ =>
            {
                var read = new List<byte>(memory.Length);
                var buffer = new byte[1];
                while (file.Read(buffer) == 1)
                {
                    read.Add(buffer[0]);
                }

                return read;
            },
            Limit.Token);

        Assert.That(pieces.Sum(static piece => piece.Count), Is.EqualTo(memory.Length));
        Assert.That(pieces.SelectMany(static piece => piece).Order().SequenceEqual(memory.Order()));
    }
}
