using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Simple;

/// <summary>A removal beside openings, uses and other removals.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class RemovalTests
{
    private RevokeScope _scope = null!;
    private RevocableDirectory _directory = null!;

    [SetUp]
    public void SetUp()
    {
        _scope = new RevokeScope("device");
        _directory = new RevocableDirectory(_scope);
    }

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public async Task Open_RacingRemove_IsRefusedOrBornDeadAndReleasedOnce()
    {
        for (var round = 0; round < 300; round++)
        {
            var operations = new BareOperations();
            var made = 0;
            _directory.Add("entry", () =>
            {
                made++;
                return operations;
            });
            using var start = new Barrier(2);
            var opening = Task.Run(() =>
            {
                start.SignalAndWait(Limit.Token);
                try
                {
                    return _directory.Open("entry");
                }
                catch (Exception exception) when (exception is RevokedException or FileNotFoundException)
                {
                    return null;
                }
            });
            start.SignalAndWait(Limit.Token);
            var outcome = _directory.Remove("entry");
            var file = await opening;

            Assert.That(outcome.IsCompleted, Is.True);
            Assert.That((made, operations.Released, file?.IsRevoked ?? true), Is.EqualTo(file is null ? (0, 0, true) : (1, 1, true)));
        }
    }

    [Test]
    public async Task Remove_WhileAnOpenerRuns_WaitsForItNamesItAndTakesItsFile()
    {
        using var inside = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var operations = new BareOperations();
        _directory.Add("entry", () =>
        {
            inside.Release();
            go.Wait(Limit.Token);
            return operations;
        });
        var opening = Task.Run(() => _directory.Open("entry"));
        await inside.WaitAsync(Limit.Token);

        var outcome = _directory.Remove("entry", reason: null, TimeSpan.Zero);
        Assert.That(outcome.IsCompleted, Is.False);
        Assert.That(outcome.Stuck.Single().ToString(), Does.Contain("open 'entry'"));
        go.Release();

        var file = await opening.WaitAsync(Limit.Token);
        await file.Scope.WaitForCompletionAsync(Limit.Token);
        Assert.That((file.IsRevoked, operations.Released), Is.EqualTo((true, 1)));
    }

    [Test]
    public void Remove_FromInsideTheOpener_DoesNotWaitForItself()
    {
        var operations = new BareOperations();
        _directory.Add("entry", () =>
        {
            Assert.That(_directory.Remove("entry", reason: null, Timeout.InfiniteTimeSpan).Stuck, Is.Empty);
            return operations;
        });

        var file = _directory.Open("entry");

        Assert.That(file.IsRevoked, Is.True);
        file.Dispose();
        Assert.That(operations.Released, Is.EqualTo(1));
    }

    [Test]
    public void Open_OpenerThrows_IsTheCallersAndNothingIsLeft()
    {
        var failure = new UnauthorizedAccessException("not you");
        var fails = true;
        _directory.Add("entry", () => fails ? throw failure : new BareOperations());

        Assert.That(() => _directory.Open("entry"), Throws.Exception.SameAs(failure));
        Assert.That(_scope.CaptureUses(), Is.Empty);
        fails = false;
        _directory.Open("entry");
        Assert.That(_directory.Remove("entry").Released, Is.EqualTo(1), "only what was opened");
    }

    [Test]
    public void Open_OpenerAnswersNull_IsNamed()
    {
        _directory.Add("entry", static () => null!);

        Assert.That(() => _directory.Open("entry"), Throws.InvalidOperationException.With.Message.Contains("entry"));
        Assert.That(_scope.CaptureUses(), Is.Empty);
    }

    [Test]
    public async Task Remove_FileInUse_EndsAtItsDeadlineAndTheNameIsFree()
    {
        using var parked = new ParkedOperation();
        _directory.Add("entry", () => parked);
        var old = _directory.Open("entry");
        var read = Task.Run(() => old.Read(new byte[1]));
        await parked.InsideAsync(Limit.Token);

        var outcome = await _directory.RemoveAsync("entry", RevokeReason.Policy("now"), TimeSpan.FromMilliseconds(1), Limit.Token);
        Assert.That((outcome.IsCompleted, outcome.Stuck.Count, parked.Released), Is.EqualTo((false, 1, 0)));
        _directory.Add("entry", static () => new TextNode(static () => "new"));
        Assert.That(Text.Read(_directory.Open("entry")), Is.EqualTo("new"), "beside the old one, which still drains");

        parked.LetGo();
        Assert.That(await read.WaitAsync(Limit.Token), Is.EqualTo(1));
        Assert.That((await old.Scope.WaitForCompletionAsync(Limit.Token)).Reason, Is.EqualTo(RevokeReason.Policy("now")));
        Assert.That(parked.Released, Is.EqualTo(1));
    }

    [Test]
    public async Task RemoveAsync_FileInUse_HasRemovedItWhenItReturnsItsTask()
    {
        using var parked = new ParkedOperation();
        using var stop = new CancellationTokenSource();
        _directory.Add("entry", () => parked);
        var file = _directory.Open("entry");
        var read = Task.Run(() => file.Read(new byte[1]));
        await parked.InsideAsync(Limit.Token);

        var removing = _directory.RemoveAsync("entry", stopWaiting: stop.Token);
        Assert.That((file.IsRevoked, _directory.Names.Count, removing.IsCompleted), Is.EqualTo((true, 0, false)));
        await stop.CancelAsync();

        Assert.That((await removing.WaitAsync(Limit.Token)).IsCompleted, Is.False);
        parked.LetGo();
        await read.WaitAsync(Limit.Token);
        await file.Scope.WaitForCompletionAsync(Limit.Token);
    }

    [Test]
    public void Remove_BadDeadline_RemovesNothing()
    {
        _directory.Add("entry", static () => new BareOperations());

        Assert.That(() => _directory.Remove("entry", null, TimeSpan.FromSeconds(-2)), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("drainTimeout"));
        Assert.That(() => _directory.RemoveAsync("entry", null, TimeSpan.FromSeconds(-2), Limit.Token), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(_directory.Open("entry").IsRevoked, Is.False);
    }

    [Test]
    public async Task Remove_ByManyAtOnce_OneRemovesIt()
    {
        for (var round = 0; round < 50; round++)
        {
            _directory.Add("entry", static () => new BareOperations());
            _directory.Open("entry");
            using var start = new Barrier(4);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(Limit.Token);
                    try
                    {
                        return _directory.Remove("entry");
                    }
                    catch (FileNotFoundException)
                    {
                        return null;
                    }
                },
                Limit.Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.That(outcomes.Single(static outcome => outcome is not null)!.Released, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Add_RacingRevoke_IsRefusedOrDead()
    {
        for (var round = 0; round < 200; round++)
        {
            using var scope = new RevokeScope("race");
            var directory = new RevocableDirectory(scope);
            using var start = new Barrier(2);
            var adding = Task.Run(() =>
            {
                start.SignalAndWait(Limit.Token);
                try
                {
                    return directory.CreateDirectory("entry").Scope;
                }
                catch (RevokedException)
                {
                    return null;
                }
            });
            start.SignalAndWait(Limit.Token);
            scope.Revoke(RevokeReason.Unplugged);

            var entry = await adding;
            Assert.That(entry?.State ?? RevokeState.Completed, Is.EqualTo(RevokeState.Completed));
        }
    }
}
