using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings;

/// <summary>One use of a scope, and all of its mappings.</summary>
public sealed class ScopeUseTests
{
    private TemporaryFolder _folder = null!;
    private RevokeScope _scope = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _scope = new RevokeScope("index", new RevokeScopeOptions { DrainTimeout = TimeSpan.Zero });
    }

    [TearDown]
    public void TearDown()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Span_OfSeveralMappings_ShowsEach()
    {
        using var one = Bytes.Map(_scope, _folder, 100);
        File.WriteAllBytes(_folder["two"], [9, 8, 7]);
        using var two = _scope.Map(_folder["two"], new MappingOptions { Access = FileAccess.ReadWrite });
        using var use = _scope.Enter();

        use.WritableSpan(two, 2, 1)[0] = 6;

        Assert.That((use.Span(one, 10, 1)[0], use.Span(two, 0, 1)[0], use.Span(two, 2, 1)[0]), Is.EqualTo(((byte)10, (byte)9, (byte)6)));
    }

    [Test]
    public void Span_RevokedSince_GoesOnForWhoIsInside()
    {
        using var mapping = Bytes.Map(_scope, _folder, 100);
        using (var use = _scope.Enter())
        {
            var outcome = _scope.Revoke(RevokeReason.Replaced);

            Assert.That((outcome.IsCompleted, use.IsRevoked, use.Span(mapping, 10, 1)[0]), Is.EqualTo((false, true, (byte)10)));
        }

        Assert.That(_scope.WaitForCompletionAsync().Wait(TimeSpan.FromSeconds(30)));
        Assert.That(Bytes.ReadRaw(mapping), Is.All.Zero);
    }

    [Test]
    public void Span_BadUse_IsRefused()
    {
        using var mapping = Bytes.Map(_scope, _folder, 100);
        using var other = new RevokeScope("other");
        using var child = _scope.CreateChild("child");

        Assert.Throws<ObjectDisposedException>(() => default(ScopeUse).Span(mapping, 0, 1));
        Assert.Throws<ArgumentNullException>(() =>
        {
            using var use = _scope.Enter();
            use.Span(null!, 0, 1);
        });
        Assert.Throws<ArgumentException>(() =>
        {
            using var use = other.Enter();
            use.Span(mapping, 0, 1);
        });
        Assert.Throws<ArgumentException>(() =>
        {
            using var use = child.Enter();
            use.Span(mapping, 0, 1);
        });
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            using var use = _scope.Enter();
            use.Span(mapping, 100, 1);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            using var use = _scope.Enter();
            use.WritableSpan(mapping, 0, 1);
        });
        Assert.Throws<ObjectDisposedException>(() =>
        {
            var use = _scope.Enter();
            use.Dispose();
            use.Span(mapping, 0, 1);
        });
    }

    [Test]
    public void Dispose_InsideAUseThatReachedIt_UnmapsWhenTheUseHasLeft()
    {
        var mapping = Bytes.Map(_scope, _folder, 100);
        var address = Bytes.Touch(mapping);
        using (var use = _scope.Enter())
        {
            var span = use.Span(mapping, 10, 1);

            mapping.Dispose();

            Assert.That(span[0], Is.EqualTo(10));
            Assert.Throws<ObjectDisposedException>(() =>
            {
                using var again = _scope.Enter();
                again.Span(mapping, 0, 1);
            });
        }

        Assert.That(() => Bytes.IsMapped(address), Is.False.After(30_000, 5));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Dispose_WhileAnotherThreadReads_WaitsForItAndForNobodyWhoCameLater(CancellationToken cancellationToken)
    {
        using var scope = new RevokeScope("index", new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan });
        var mapping = Bytes.Map(scope, _folder, 100);
        using var inside = new SemaphoreSlim(0);
        using var leave = new ManualResetEventSlim();
        var reader = Task.Factory.StartNew(
            () =>
            {
                using var use = scope.Enter();
                var span = use.Span(mapping, 10, 1);
                inside.Release();
                leave.Wait(cancellationToken);
                return span[0];
            },
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await inside.WaitAsync(cancellationToken);
        var disposing = Task.Factory.StartNew(mapping.Dispose, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Eventually.TrueAsync(() => mapping.IsRevoked, "the dispose has begun", cancellationToken);
        using var later = scope.Hold("came later");
        await Eventually.TrueAsync(() => scope.CaptureUses().Count >= 2, "the dispose waits for the reader", cancellationToken);
        Assert.That(disposing.IsCompleted, Is.False);

        leave.Set();

        Assert.That(await reader, Is.EqualTo(10));
        await disposing.WaitAsync(cancellationToken);
        Assert.That(mapping.IsReleased);
    }
}
