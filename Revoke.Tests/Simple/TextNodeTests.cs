using System.Text;
using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Simple;

[TestFixture]
[CancelAfter(20_000)]
public sealed class TextNodeTests
{
    private RevokeScope _scope = null!;
    private int _asked;
    private string _value = "first\n";
    private List<string> _set = null!;

    [SetUp]
    public void SetUp()
    {
        _scope = new RevokeScope("node");
        (_asked, _value, _set) = (0, "first\n", []);
    }

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void Read_InPieces_IsOneValueThoughItChanges()
    {
        using var file = Open();
        var beginning = Text.Read(file, 2);
        _value = "second\n";

        Assert.That(beginning + Text.Read(file, 2) + Text.Read(file), Is.EqualTo("first\n"));
        Assert.That((Text.Read(file), _asked), Is.EqualTo((string.Empty, 1)));
    }

    [Test]
    public void Read_FromTheBeginningAgain_AsksAgain()
    {
        using var file = Open();
        Assert.That(Text.Read(file), Is.EqualTo("first\n"));
        _value = "second\n";

        file.Seek(0, SeekOrigin.Begin);
        Assert.That(Text.Read(file), Is.EqualTo("second\n"));
    }

    [Test]
    public void Read_AtOffsetZero_AsksAgainAndLeavesThePosition()
    {
        using var file = Open();
        Assert.That(Text.Read(file, 3), Is.EqualTo("fir"));
        _value = "second\n";

        Assert.That(Text.ReadAt(file, 0), Is.EqualTo("second\n"));
        Assert.That(Text.Read(file), Is.EqualTo("ond\n"), "from where it stood, in the value that is held now");
    }

    [Test]
    public void Read_AtAnOffset_TakesTheValueThatIsHeldOrAsks()
    {
        using var file = Open();
        Assert.That(Text.ReadAt(file, 2), Is.EqualTo("rst\n"));
        _value = "second\n";

        Assert.That(Text.ReadAt(file, 4), Is.EqualTo("t\n"));
        Assert.That((Text.ReadAt(file, 1_000_000_000_000), _asked), Is.EqualTo((string.Empty, 1)));
    }

    [Test]
    public void Read_EmptyBuffer_AsksNobody()
    {
        using var file = Open();
        Assert.That((file.Read([]), _asked), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Read_TwoOpenFiles_EachHoldsItsOwn()
    {
        using var one = Open();
        Assert.That(Text.Read(one, 3), Is.EqualTo("fir"));
        _value = "second\n";
        using var other = Open();

        Assert.That((Text.Read(other), Text.Read(one)), Is.EqualTo(("second\n", "st\n")));
    }

    [Test]
    public async Task Read_ByAStreamReader_IsTheValue()
    {
        _value = "grüezi, 21.5 °C\n";
        using var reader = new StreamReader(new RevocableStream(Open()));
        Assert.That(await reader.ReadToEndAsync(Limit.Token), Is.EqualTo(_value));
    }

    [Test]
    public void Read_LongestText_IsReadAndOneMoreIsEfbig()
    {
        using var file = Open();
        _value = new string('x', TextNode.MaxLength);
        Assert.That(Text.Read(file, (int)file.Length), Is.EqualTo(_value));

        _value += "y";
        var exception = Assert.Throws<IOException>(() => Text.ReadAt(file, 0))!;
        Assert.That((exception.HResult, exception.Message), Is.EqualTo((Errno.EFBIG, exception.Message)));
        Assert.That(exception.Message, Does.Contain("4097").And.Contain("4096"));
    }

    [TestCase("5\n", "5")]
    [TestCase("5", "5")]
    [TestCase("5\n\n", "5\n")]
    [TestCase("\n", "")]
    [TestCase("ü°\n", "ü°")]
    public void Write_Value_IsSetWithoutOneNewline(string written, string expected)
    {
        using var file = Open();
        var bytes = Encoding.UTF8.GetBytes(written);

        Assert.That((file.Write(bytes), _set), Is.EqualTo((bytes.Length, new List<string> { expected })));
    }

    [Test]
    public void Write_Value_LeavesThePosition()
    {
        using var file = Open();
        Assert.That(Text.Read(file, 2), Is.EqualTo("fi"));
        file.Write("a longer one"u8);

        Assert.That(file.Seek(0, SeekOrigin.Current), Is.EqualTo(2));
    }

    [Test]
    public void Write_Nothing_SetsNothing()
    {
        using var file = Open();
        Assert.That((file.Write([]), _set), Is.EqualTo((0, new List<string>())));
    }

    [Test]
    public void Write_LongestText_IsSetAndOneMoreIsEfbig()
    {
        using var file = Open();
        Assert.That(file.Write(new byte[TextNode.MaxLength]), Is.EqualTo(TextNode.MaxLength));

        Assert.That(() => file.Write(new byte[TextNode.MaxLength + 1]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EFBIG));
        Assert.That(_set, Has.Count.EqualTo(1));
    }

    [Test]
    public void Write_AtAnOffset_IsEinvalAndSetsNothing()
    {
        using var file = Open();
        Assert.That(file.Write("0"u8, 0), Is.EqualTo(1));

        Assert.That(() => file.Write("1"u8, 1), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(_set.Single(), Is.EqualTo("0"));
    }

    [Test]
    public void Write_NoSetter_IsEinvalAndSaidBeforehand()
    {
        using var file = _scope.Open(new TextNode(() => _value));
        using var stream = new RevocableStream(file);

        Assert.That((file.CanRead, file.CanWrite, stream.CanWrite), Is.EqualTo((true, false, false)));
        Assert.That(() => file.Write("1"u8), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.Throws<NotSupportedException>(() => stream.Write("1"u8));
        Assert.That(Open().CanWrite, Is.True);
    }

    [Test]
    public void Length_AnyText_IsTheLongest()
    {
        using var file = Open();
        Assert.That((file.Length, file.Seek(0, SeekOrigin.End), _asked), Is.EqualTo((4096L, 4096L, 0)));
        Assert.That(() => file.Seek(-1, SeekOrigin.Begin), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => file.Seek(-4097, SeekOrigin.Current), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
    }

    [Test]
    public async Task Read_WhileTheGetterRuns_NoLockIsHeld()
    {
        RevocableFile file = null!;
        using var open = file = _scope.Open(new TextNode(() => Task.Run(() => file.Seek(0, SeekOrigin.Current)).WaitAsync(Limit.Token).Result + "\n"));

        Assert.That(await Task.Run(() => Text.Read(file)).WaitAsync(Limit.Token), Is.EqualTo("0\n"));
    }

    [Test]
    public async Task Write_WhileTheSetterRuns_NoLockIsHeld()
    {
        RevocableFile file = null!;
        using var open = file = _scope.Open(new TextNode(
            () => _value, text => _value = text + Task.Run(() => file.Seek(0, SeekOrigin.Current)).WaitAsync(Limit.Token).Result));

        await Task.Run(() => file.Write("x\n"u8)).WaitAsync(Limit.Token);
        Assert.That(_value, Is.EqualTo("x0"));
    }

    [Test]
    public async Task Read_AnotherReadComesBetween_GoesOnWhereThatOneEnded()
    {
        using var inside = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var asked = 0;
        using var file = _scope.Open(new TextNode(() =>
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                return "abcd";
            }

            inside.Release();
            go.Wait(Limit.Token);
            return "zzzz";
        }));
        var first = Task.Run(() => Text.Read(file, 2));
        await inside.WaitAsync(Limit.Token);

        Assert.That(Text.Read(file, 2), Is.EqualTo("ab"));
        go.Release();

        Assert.That((await first.WaitAsync(Limit.Token), asked), Is.EqualTo(("cd", 2)));
    }

    private RevocableFile Open() => _scope.Open(new TextNode(
        () =>
        {
            _asked++;
            return _value;
        },
        _set.Add));
}
