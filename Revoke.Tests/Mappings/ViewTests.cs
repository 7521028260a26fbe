using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings;

/// <summary>Synchronous stays inside a mapping.</summary>
public sealed class ViewTests
{
    private TemporaryFolder _folder = null!;
    private RevokeScope _scope = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _scope = new RevokeScope("views", new RevokeScopeOptions { DrainTimeout = TimeSpan.Zero });
    }

    [TearDown]
    public void TearDown()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void View_Part_ShowsThatPartOnly()
    {
        using var mapping = Bytes.Map(_scope, _folder, 10_000);

        using var view = mapping.View(5_000, 100);

        Assert.That(view.Span.ToArray(), Is.EqualTo(Bytes.Make(10_000)[5_000..5_100]));
    }

    [TestCase(-1, 1)]
    [TestCase(0, -1)]
    [TestCase(0, 10_001)]
    [TestCase(10_001, 0)]
    [TestCase(9_999, 2)]
    [TestCase(long.MaxValue, 1)]
    [TestCase(long.MinValue, 1)]
    [TestCase(1, int.MaxValue)]
    public void View_NotInsideTheMapping_IsAnArgumentErrorAndLeavesNobodyInside(long offset, int length)
    {
        using var mapping = Bytes.Map(_scope, _folder, 10_000);

        Assert.Throws<ArgumentOutOfRangeException>(() => mapping.View(offset, length));
        Assert.Throws<ArgumentOutOfRangeException>(() => mapping.TryView(offset, length, out _));
        Assert.That(_scope.CaptureUses(), Is.Empty);
    }

    [Test]
    public void View_MappingDisposed_NamesIt()
    {
        var mapping = Bytes.Map(_scope, _folder, 10);
        mapping.Dispose();

        Assert.That(() => mapping.TryView(0, 1, out _), Throws.InstanceOf<ObjectDisposedException>().With.Property(nameof(ObjectDisposedException.ObjectName)).Contains(_folder["bytes"]));
    }

    [TestCase(0)]
    [TestCase(10_000)]
    public void View_OfNothing_IsEmpty(long offset)
    {
        using var mapping = Bytes.Map(_scope, _folder, 10_000);

        using var view = mapping.View(offset, 0);

        Assert.That(view.Span.Length, Is.Zero);
    }

    [Test]
    public void View_LongerThanASpan_SaysSo()
    {
        using var file = File.Create(_folder["long"]);
        file.SetLength(3L << 30);
        using var mapping = _scope.Map(_folder["long"]);

        Assert.That(() => mapping.View(), Throws.InvalidOperationException.With.Message.Contains("3221225472"));
        using var end = mapping.View((3L << 30) - 1, 1);
        Assert.That(end.Span[0], Is.Zero);
    }

    [Test]
    public void View_LongerThanASpanAndRevoked_SaysThatItIsRevoked()
    {
        using var file = File.Create(_folder["long"]);
        file.SetLength(3L << 30);
        using var mapping = _scope.Map(_folder["long"]);
        _scope.Revoke(RevokeReason.Policy("over"));

        Assert.That(() => mapping.View(), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public void WritableSpan_SharedMapping_ReachesTheFile()
    {
        using var mapping = Bytes.Map(_scope, _folder, 10, new MappingOptions { Access = FileAccess.ReadWrite });

        using (var view = mapping.View(3, 2))
        {
            view.WritableSpan.Fill(77);
        }

        Assert.That(File.ReadAllBytes(_folder["bytes"])[2..6], Is.EqualTo(new byte[] { 2, 77, 77, 5 }));
    }

    [Test]
    public void WritableSpan_PrivateMapping_StaysHere()
    {
        using var mapping = Bytes.Map(_scope, _folder, 10, new MappingOptions { Access = FileAccess.ReadWrite, IsPrivate = true });

        using var view = mapping.View();
        view.WritableSpan[0] = 77;

        Assert.That(view.Span[0], Is.EqualTo(77));
        Assert.That(File.ReadAllBytes(_folder["bytes"])[0], Is.Zero);
    }

    [Test]
    public void WritableSpan_MappedForReading_IsRefused()
    {
        using var mapping = Bytes.Map(_scope, _folder, 10);

        Assert.Throws<InvalidOperationException>(() =>
        {
            using var view = mapping.View();
            view.WritableSpan[0] = 1;
        });
    }

    [Test]
    public void Span_ViewDisposed_IsRefused()
    {
        using var mapping = Bytes.Map(_scope, _folder, 10, new MappingOptions { Access = FileAccess.ReadWrite });

        Assert.Throws<ObjectDisposedException>(() =>
        {
            var view = mapping.View();
            view.Dispose();
            _ = view.Span.Length;
        });
        Assert.Throws<ObjectDisposedException>(() =>
        {
            var view = mapping.View();
            var copy = view;
            copy.Dispose();
            using var next = mapping.View(); // in the same slot
            _ = view.WritableSpan.Length;
        });
    }

    [Test]
    public void Default_IsEmptyAndDisposesToNothing()
    {
        var view = default(MappingView);
        view.Dispose();
        view.ThrowIfRevoked();

        Assert.That((view.Span.Length, view.WritableSpan.Length, view.IsRevoked), Is.EqualTo((0, 0, false)));
        default(RegisterView).Dispose();
        Assert.Throws<ObjectDisposedException>(static () => default(RegisterView).ReadUInt32(0));
    }

    [Test]
    public void View_Revoked_IsRefused()
    {
        using var mapping = Bytes.Map(_scope, _folder, 10);
        _scope.Revoke(RevokeReason.Policy("over"));

        Assert.Throws<RevokedException>(() => mapping.View());
        Assert.Throws<RevokedException>(() => mapping.Registers());
        Assert.Throws<RevokedException>(() => mapping.Hold(0, 1));
        Assert.That(mapping.TryView(0, 1, out _), Is.False);
    }

    [Test]
    public void View_Disposed_ComesBeforeArgumentsAndGate()
    {
        var mapping = Bytes.Map(_scope, _folder, 10);
        mapping.Dispose();
        _scope.Revoke(RevokeReason.Policy("over"));

        Assert.Throws<ObjectDisposedException>(() => mapping.View());
        Assert.Throws<ObjectDisposedException>(() => mapping.View(99, 99));
        Assert.Throws<ObjectDisposedException>(() => mapping.TryView(0, 1, out _));
        Assert.Throws<ObjectDisposedException>(() => mapping.Hold(99, 99));
        Assert.Throws<ObjectDisposedException>(() => mapping.Registers());
        Assert.Throws<ObjectDisposedException>(() => mapping.CopyTo(99, new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => mapping.Populate(0, 1));
        Assert.Throws<ObjectDisposedException>(() => Bytes.Touch(mapping));
    }

    [Test]
    public void Token_RevokedMeanwhile_Tells()
    {
        using var mapping = Bytes.Map(_scope, _folder, 16);
        using var hold = mapping.Hold(0, 1);
        using var view = mapping.View();
        using var registers = mapping.Registers();
        view.ThrowIfRevoked();
        registers.ThrowIfRevoked();
        hold.ThrowIfRevoked();
        Assert.That(view.IsRevoked || registers.IsRevoked || hold.IsRevoked, Is.False);

        _scope.Revoke(RevokeReason.Policy("over"));

        Assert.That(view.IsRevoked && registers.IsRevoked && hold.IsRevoked);
        RevokedException? seen = null;
        try
        {
            view.ThrowIfRevoked();
        }
        catch (RevokedException exception)
        {
            seen = exception;
        }

        Assert.That(seen, Is.Not.Null);
        Assert.Throws<RevokedException>(hold.ThrowIfRevoked);
    }
}
