using Microsoft.Extensions.Time.Testing;
using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(20_000)]
public sealed class PollTests
{
    private const PollEvents Dead = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;

    [Test]
    public async Task Poll_Revoked_IsInOutErrorHangUpWhateverIsAskedFor([Values] CallForm form, [Values(PollEvents.None, PollEvents.In, PollEvents.Priority)] PollEvents events)
    {
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("poll");
        var file = scope.Open(operations);
        scope.Revoke(RevokeReason.Unplugged);

        foreach (var timeout in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan])
        {
            Assert.That(form == CallForm.Sync ? file.Poll(events, timeout) : await file.PollAsync(events, timeout), Is.EqualTo(Dead));
        }

        Assert.That(operations.Calls, Is.Zero);
    }

    [Test]
    public void Poll_OfADriverWithoutPollRevoked_IsTheSame()
    {
        using var scope = new RevokeScope("poll");
        var file = scope.Open(new BareOperations());
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(file.Poll(PollEvents.In, TimeSpan.Zero), Is.EqualTo(Dead));
    }

    [Test]
    public async Task Poll_DriverMeetsTheKernelsSignOfDeathFirst_IsAMaskAndNoErrno([Values] CallForm form)
    {
        using var scope = new RevokeScope("poll");
        var file = scope.Open(new ScriptedOperations
        {
            OnPoll = (in DriverCall call, long _) =>
            {
                call.Scope.RevokeWithoutWaiting(RevokeReason.Unplugged);
                return OperationResult.Failed(Native.ENODEV);
            },
        });

        Assert.That(await Parked.Poll(file, form, PollEvents.In).ResultAsync(Limit.Token), Is.EqualTo(Dead));
    }

    [Test]
    public async Task Poll_RevokedWhileAsleep_WokenBeforeTheDrainBegins([Values] CallForm form)
    {
        // A use that never leaves keeps the drain from ending; the poller must not wait for it.
        using var source = new ParkedOperation();
        using var scope = new RevokeScope("poll");
        using var fifo = new Fifo();
        var stuck = scope.Open(source);
        var file = scope.Open(fifo.Path);
        var reader = Parked.Read(stuck, CallForm.Sync);
        await source.InsideAsync(Limit.Token);
        var poll = await Parked.Poll(file, form, PollEvents.In).AsleepAsync(Limit.Token);

        var outcome = scope.Revoke(RevokeReason.Unplugged, TimeSpan.Zero);

        Assert.That(outcome.IsCompleted, Is.False);
        Assert.That(await poll.ResultAsync(Limit.Token), Is.EqualTo(Dead));
        source.LetGo();
        Assert.That(await reader.ResultAsync(Limit.Token), Is.EqualTo(1));
    }

    [Test]
    public async Task Poll_DescriptorClosedBehindItsHandle_IsNeverNvalAndDoesNotSpin([Values] CallForm form)
    {
        using var pipe = new Pipe();
        // A number so high that nobody else in this process gets it meanwhile.
        using var lent = new Descriptor(Descriptor.Check(Native.fcntl(pipe.Reader.Number, Native.F_DUPFD, 5000), "F_DUPFD"), owned: false);
        using var scope = new RevokeScope("poll");
        using var file = scope.Open(lent);
        Native.close(lent.Number);

        var call = Parked.Poll(file, form, PollEvents.In, TimeSpan.FromSeconds(2));

        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var exception = await call.FailsAsync<IOException>(soon.Token);
        Assert.That(exception.HResult, Is.EqualTo(Native.EBADF), exception.ToString);
    }

    [Test]
    public async Task Poll_Timeout_IsNone([Values] CallForm form)
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("poll");
        using var file = scope.Open(fifo.Path);
        var start = TimeProvider.System.GetTimestamp();

        var seen = await Parked.Poll(file, form, PollEvents.In, TimeSpan.FromMilliseconds(50)).ResultAsync(Limit.Token);

        Assert.That(seen, Is.EqualTo(PollEvents.None));
        Assert.That(TimeProvider.System.GetElapsedTime(start), Is.GreaterThan(TimeSpan.FromMilliseconds(45)));
    }

    [Test]
    public async Task Poll_TimeoutOfTheScopesClock_EndsWhenThatClockSaysSo([Values] CallForm form)
    {
        var clock = new FakeTimeProvider();
        using var fifo = new Fifo();
        using var scope = new RevokeScope("poll", new RevokeScopeOptions { TimeProvider = clock });
        using var file = scope.Open(fifo.Path);
        var call = await Parked.Poll(file, form, PollEvents.In, TimeSpan.FromHours(1)).AsleepAsync(Limit.Token);

        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.That(call.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await call.ResultAsync(Limit.Token), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public async Task Poll_WokenForNothing_KeepsItsDeadline([Values] CallForm form)
    {
        var clock = new FakeTimeProvider();
        var source = new WaitSource();
        using var scope = new RevokeScope("poll", new RevokeScopeOptions { TimeProvider = clock });
        var operations = new ScriptedOperations { OnPoll = (in DriverCall _, long _) => OperationResult.WouldBlock(source) };
        using var file = scope.Open(operations);
        var call = await Parked.Poll(file, form, PollEvents.In, TimeSpan.FromSeconds(10)).AsleepAsync(Limit.Token);

        // Woken at 6 s with nothing there: 4 s are left, not another 10.
        clock.Advance(TimeSpan.FromSeconds(6));
        var calls = operations.Calls;
        source.Set();
        await Eventually.TrueAsync(() => operations.Calls > calls && SleepersOf.Count(file) == 1, "asleep again", Limit.Token);
        clock.Advance(TimeSpan.FromSeconds(5));

        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Assert.That(await call.ResultAsync(soon.Token), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public async Task Poll_ForWhatAnAlwaysReadyDescriptorNeverHas_TimesOut([Values] CallForm form)
    {
        using var file = Descriptor.Open("/dev/null", Native.O_RDWR);
        using var scope = new RevokeScope("poll");
        using var open = scope.Open(file);

        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var seen = await Parked.Poll(open, form, PollEvents.Priority, TimeSpan.FromMilliseconds(50)).ResultAsync(soon.Token);

        Assert.That(seen, Is.EqualTo(PollEvents.None));
    }

    [TestCase("/dev/null")]
    [TestCase("/dev/zero")]
    [TestCase("/proc/self/status")]
    public async Task Poll_OfWhatEpollRefuses_IsReadyAtOnce(string path)
    {
        using var scope = new RevokeScope("ready");
        using var file = scope.Open(path, new RevocableFileOptions { Access = FileAccess.Read });
        var length = string.Equals(path, "/dev/null", StringComparison.Ordinal) ? 0 : 4;

        Assert.That(await file.PollAsync(PollEvents.In, Limit.Token), Is.EqualTo(PollEvents.In));
        Assert.That(file.Poll(PollEvents.In, TimeSpan.Zero), Is.EqualTo(PollEvents.In));
        Assert.That(await file.ReadAsync(new byte[4], Limit.Token), Is.EqualTo(length));
    }

    [Test]
    public void Poll_UnknownBits_IsAnArgumentErrorEvenWhenRevoked()
    {
        using var scope = new RevokeScope("poll");
        var file = scope.Open(new ScriptedOperations());
        scope.Revoke(RevokeReason.Unplugged);

        Assert.Throws<ArgumentOutOfRangeException>(() => file.Poll((PollEvents)32, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Poll(PollEvents.In, TimeSpan.FromSeconds(-5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Poll(PollEvents.In, TimeSpan.FromDays(365)));
    }

    [Test]
    public void Poll_Disposed_ThrowsDisposed()
    {
        using var scope = new RevokeScope("poll");
        var file = scope.Open(new ScriptedOperations());
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Poll(PollEvents.In, TimeSpan.Zero));
    }

    [Test]
    public async Task Poll_DriverWithoutPoll_IsReadableAndWritable([Values] CallForm form)
    {
        using var scope = new RevokeScope("poll");
        using var file = scope.Open(new BareOperations());

        Assert.That(await Parked.Poll(file, form, PollEvents.In | PollEvents.Out | PollEvents.Priority).ResultAsync(Limit.Token), Is.EqualTo(PollEvents.In | PollEvents.Out));
    }
}
