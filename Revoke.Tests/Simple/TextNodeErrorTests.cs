using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Simple;

/// <summary>What the caller gets when a getter or setter throws.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class TextNodeErrorTests
{
    private static IEnumerable<TestCaseData> Thrown =>
    [
        new(new InvalidOperationException("broken"), Errno.EIO, Errno.EIO),
        new(new FormatException("no number"), Errno.EIO, Errno.EINVAL),
        new(new OverflowException("too large"), Errno.EIO, Errno.EINVAL),
        new(new System.Text.DecoderFallbackException("no text"), Errno.EIO, Errno.EINVAL),
        new(new ObjectDisposedException("handle"), Errno.EIO, Errno.EIO),
        new(new OperationCanceledException("of its own"), Errno.EIO, Errno.EIO),
        new(new IOException("busy", Errno.EBUSY), Errno.EBUSY, Errno.EBUSY),
        new(new IOException("without a number"), Errno.EIO, Errno.EIO),
        new(new RevokedException("of another scope"), Errno.ENODEV, Errno.ENODEV),
    ];

    [TestCaseSource(nameof(Thrown))]
    public async Task Read_GetterThrows_IsInsideAnIOException(Exception thrown, int errno, int ignored)
    {
        ArgumentNullException.ThrowIfNull(thrown);
        _ = ignored;
        using var scope = new RevokeScope("node");
        using var file = scope.Open(new TextNode(() => throw thrown), "value");

        foreach (var form in Enum.GetValues<CallForm>())
        {
            var exception = await Parked.Read(file, form).FailsAsync<IOException>(Limit.Token);
            Assert.That((exception.GetType(), exception.HResult, exception.InnerException), Is.EqualTo((typeof(IOException), errno, thrown)));
            Assert.That(exception.Message, Does.Contain("'value'").And.Contain(thrown.Message));
        }

        Assert.That(() => file.TryRead(new byte[1], out _), Throws.TypeOf<IOException>(), "a live file is never false");
    }

    [TestCaseSource(nameof(Thrown))]
    public async Task Write_SetterThrows_IsInsideAnIOException(Exception thrown, int ignored, int errno)
    {
        ArgumentNullException.ThrowIfNull(thrown);
        _ = ignored;
        using var scope = new RevokeScope("node");
        using var file = scope.Open(new TextNode(static () => "", _ => throw thrown), "value");

        foreach (var form in Enum.GetValues<CallForm>())
        {
            var exception = await Parked.Write(file, form, [1]).FailsAsync<IOException>(Limit.Token);
            Assert.That((exception.GetType(), exception.HResult, exception.InnerException), Is.EqualTo((typeof(IOException), errno, thrown)));
        }
    }

    [Test]
    public void Read_GetterThrowsOnce_TheNextReadAsksAgain()
    {
        var asked = 0;
        using var scope = new RevokeScope("node");
        using var file = scope.Open(new TextNode(() => asked++ == 0 ? throw new InvalidOperationException("once") : "back\n"));

        Assert.Throws<IOException>(() => file.Read(new byte[8]));
        Assert.That(Text.Read(file), Is.EqualTo("back\n"));
    }

    [Test]
    public void Read_GetterThrowsWhileRevoked_IsRevokedWithBothInside()
    {
        var thrown = new InvalidOperationException("the device went");
        using var scope = new RevokeScope("node");
        using var file = scope.Open(new TextNode(() =>
        {
            scope.Revoke(RevokeReason.Unplugged);
            throw thrown;
        }));

        var exception = Assert.Throws<RevokedException>(() => file.Read(new byte[8]))!;

        Assert.That(exception.Reason, Is.EqualTo(RevokeReason.Unplugged));
        Assert.That(exception.InnerException, Is.InstanceOf<IOException>().With.InnerException.SameAs(thrown));
    }

    [Test]
    public void Read_GetterAnswersNull_IsEio()
    {
        using var scope = new RevokeScope("node");
        using var file = scope.Open(new TextNode(static () => null!));

        Assert.That(() => file.Read(new byte[8]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EIO).And.Message.Contains("null"));
    }

    [Test]
    public void Text_NoUnicode_IsEioReadAndEinvalWritten()
    {
        var set = 0;
        using var scope = new RevokeScope("node");
        using var file = scope.Open(new TextNode(static () => "\ud800", _ => set++));

        Assert.That(() => file.Read(new byte[8]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EIO));
        Assert.That(() => file.Write([0xff]), Throws.InstanceOf<IOException>().With.Property("HResult").EqualTo(Errno.EINVAL));
        Assert.That(set, Is.Zero);
    }

    [Test]
    public void TextNode_NoGetter_IsAnArgumentError() =>
        Assert.That(() => new TextNode(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("get"));
}
