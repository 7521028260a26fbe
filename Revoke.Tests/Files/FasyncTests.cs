using System.Collections.Concurrent;
using System.Threading.Channels;
using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

[TestFixture]
[CancelAfter(20_000)]
public sealed class FasyncTests
{
    private const PollEvents Dead = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;

    [Test]
    public async Task EnableFasync_EventsComeUp_CallsBack()
    {
        var notices = Channel.CreateUnbounded<PollEvents>();
        using var fifo = new Fifo();
        using var writer = fifo.Open(Native.O_RDWR);
        using var scope = new RevokeScope("fasync");
        using var file = scope.Open(fifo.Path, new RevocableFileOptions { Access = FileAccess.Read });
        file.EnableFasync(PollEvents.In, events => notices.Writer.TryWrite(events));

        writer.Write("1");
        Assert.That(await notices.Reader.ReadAsync(Limit.Token), Is.EqualTo(PollEvents.In));
        writer.Write("2");
        Assert.That(await notices.Reader.ReadAsync(Limit.Token), Is.EqualTo(PollEvents.In), "Every edge, even if nobody reads.");
    }

    [Test]
    public async Task Revoke_FasyncOn_HangUpIsTheLastNotice()
    {
        var notices = new ConcurrentQueue<PollEvents>();
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("fasync");
        var file = scope.Open(operations);
        file.EnableFasync(PollEvents.In, notices.Enqueue);
        var subscription = operations.Subscription!;

        scope.Revoke(RevokeReason.Unplugged);
        await Eventually.TrueAsync(() => !notices.IsEmpty, "the hang-up notice", Limit.Token);
        subscription.Announce(PollEvents.In);
        await FlushPoolAsync();

        Assert.That(notices, Is.EqualTo(new[] { Dead }));
        Assert.That(operations.Subscription, Is.Null, "The driver was told to stop.");
        Assert.That(operations.Released, Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_DriverAnnouncesWithoutPause_NothingStartsAfterTheHangUp()
    {
        for (var round = 0; round < 50; round++)
        {
            var notices = new ConcurrentQueue<PollEvents>();
            var operations = new ScriptedOperations();
            using var scope = new RevokeScope("fasync");
            var file = scope.Open(operations);
            file.EnableFasync(PollEvents.In, notices.Enqueue);
            var subscription = operations.Subscription!;
            using var stop = new CancellationTokenSource();
            var announcing = Task.Run(() =>
            {
                while (!stop.IsCancellationRequested)
                {
                    subscription.Announce(PollEvents.In);
                }
            });
            await Eventually.TrueAsync(() => !notices.IsEmpty, "notices", Limit.Token);

            scope.Revoke(RevokeReason.Unplugged);
            await Eventually.TrueAsync(() => notices.Last().HasFlag(PollEvents.HangUp), "the hang-up notice", Limit.Token);
            await FlushPoolAsync();
            await stop.CancelAsync();
            await announcing;

            Assert.That(notices.Count(static notice => notice.HasFlag(PollEvents.HangUp)), Is.EqualTo(1));
            Assert.That(notices.Last() & PollEvents.HangUp, Is.EqualTo(PollEvents.HangUp));
        }
    }

    [Test]
    public async Task Revoke_CallbackRunning_DoesNotWaitForIt()
    {
        using var inside = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        var seen = new ConcurrentQueue<PollEvents>();
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("fasync", new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan });
        var file = scope.Open(operations);
        file.EnableFasync(PollEvents.In, events =>
        {
            seen.Enqueue(events);
            inside.Release();
            go.Wait(Limit.Token);
        });
        operations.Subscription!.Announce(PollEvents.In);
        await inside.WaitAsync(Limit.Token);

        var outcome = await scope.RevokeAsync(RevokeReason.Unplugged).WaitAsync(Limit.Token);

        Assert.That(outcome.IsCompleted, Is.True);
        Assert.That(seen, Has.Count.EqualTo(1), "One at a time: the last notice comes after the running one.");
        go.Release(2);
        await inside.WaitAsync(Limit.Token);
        Assert.That(seen, Is.EqualTo(new[] { PollEvents.In, Dead }));
    }

    [Test]
    public async Task EnableFasync_Channel_IsCompletedAfterTheHangUp()
    {
        var channel = Channel.CreateUnbounded<PollEvents>();
        using var pair = new SocketPair();
        using var scope = new RevokeScope("fasync");
        var file = scope.Open(pair.Near);
        file.EnableFasync(PollEvents.In, channel.Writer);
        pair.Far.Write("x");
        Assert.That(await channel.Reader.ReadAsync(Limit.Token), Is.EqualTo(PollEvents.In));

        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(await channel.Reader.ReadAllAsync(Limit.Token).ToListAsync(Limit.Token), Is.EqualTo(new[] { Dead }));
    }

    [Test]
    public void EnableFasync_Revoked_ThrowsEnodev()
    {
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("fasync");
        var file = scope.Open(operations);
        scope.Revoke(RevokeReason.Unplugged);

        Assert.That(Assert.Throws<RevokedException>(() => file.EnableFasync(PollEvents.In, static _ => { }))!.Errno, Is.EqualTo(Native.ENODEV));
        Assert.That(operations.Calls, Is.Zero);
    }

    [Test]
    public void DisableFasync_Revoked_DoesNothing()
    {
        using var scope = new RevokeScope("fasync");
        var file = scope.Open(new ScriptedOperations());
        file.EnableFasync(PollEvents.In, static _ => { });
        scope.Revoke(RevokeReason.Unplugged);

        Assert.DoesNotThrow(file.DisableFasync);
    }

    [Test]
    public async Task DisableFasync_On_NoNoticeStartsAfterIt()
    {
        var notices = new ConcurrentQueue<PollEvents>();
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("fasync");
        var file = scope.Open(operations);
        file.EnableFasync(PollEvents.In, notices.Enqueue);
        var subscription = operations.Subscription!;

        file.DisableFasync();
        subscription.Announce(PollEvents.In);
        scope.Revoke(RevokeReason.Unplugged);
        await FlushPoolAsync();

        Assert.That(operations.Subscription, Is.Null);
        Assert.That(notices, Is.Empty, "Off is off: not even a hang-up.");
    }

    [Test]
    public async Task EnableFasync_SecondSubscriber_TakesThePlaceOfTheFirst()
    {
        var first = Channel.CreateUnbounded<PollEvents>();
        var second = Channel.CreateUnbounded<PollEvents>();
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("fasync");
        using var file = scope.Open(operations);
        file.EnableFasync(PollEvents.In, first.Writer);
        file.EnableFasync(PollEvents.Out, second.Writer);

        operations.Subscription!.Announce(PollEvents.Out);

        Assert.That(await second.Reader.ReadAsync(Limit.Token), Is.EqualTo(PollEvents.Out));
        Assert.That(await first.Reader.ReadAllAsync(Limit.Token).ToListAsync(Limit.Token), Is.Empty);
    }

    [Test]
    public void EnableFasync_DriverRefuses_ThrowsItsErrorAndIsOff()
    {
        var operations = new ScriptedOperations { OnSetFasync = static subscription => subscription is null ? default : OperationResult.Failed(Native.EINVAL) };
        using var scope = new RevokeScope("fasync");
        using var file = scope.Open(operations);

        Assert.That(Assert.Throws<IOException>(() => file.EnableFasync(PollEvents.In, static _ => { }))!.HResult, Is.EqualTo(Native.EINVAL));
        var calls = operations.Calls;
        file.DisableFasync();
        Assert.That(operations.Calls, Is.EqualTo(calls), "There is nothing to turn off.");
    }

    [Test]
    public async Task EnableFasync_SecondIsRefusedByTheDriver_TheFirstGoesOn()
    {
        var notices = Channel.CreateUnbounded<PollEvents>();
        var refuse = false;
        var operations = new ScriptedOperations { OnSetFasync = subscription => refuse && subscription is not null ? OperationResult.Failed(Native.EINVAL) : default };
        using var scope = new RevokeScope("fasync");
        using var file = scope.Open(operations);
        file.EnableFasync(PollEvents.In, notices.Writer);
        refuse = true;
        Assert.Throws<IOException>(() => file.EnableFasync(PollEvents.In, static _ => { }));

        operations.Subscription!.Announce(PollEvents.In);

        Assert.That(await notices.Reader.ReadAsync(Limit.Token), Is.EqualTo(PollEvents.In));
    }

    [Test]
    public async Task Revoke_CallbackThrows_TheHangUpComesAllTheSame()
    {
        var notices = new ConcurrentQueue<PollEvents>();
        var operations = new ScriptedOperations();
        using var scope = new RevokeScope("fasync");
        var file = scope.Open(operations);
        file.EnableFasync(PollEvents.In, events =>
        {
            notices.Enqueue(events);
            throw new InvalidOperationException("of the user's");
        });
        operations.Subscription!.Announce(PollEvents.In);
        await Eventually.TrueAsync(() => notices.Count == 1, "a notice", Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);

        await Eventually.TrueAsync(() => notices.Count == 2, "the hang-up", Limit.Token);
        Assert.That(notices.Last(), Is.EqualTo(Dead));
    }

    [Test]
    public void EnableFasync_DriverWithoutIt_IsEnotty()
    {
        using var scope = new RevokeScope("fasync");
        using var file = scope.Open(new BareOperations());

        Assert.That(Assert.Throws<IOException>(() => file.EnableFasync(PollEvents.In, static _ => { }))!.HResult, Is.EqualTo(Native.ENOTTY));
        Assert.DoesNotThrow(file.DisableFasync);
    }

    [Test]
    public void Dispose_FasyncOnOverDescriptor_LeavesNoDescriptorOpen()
    {
        using var fifo = new Fifo();
        using var scope = new RevokeScope("fasync");
        var file = scope.Open(fifo.Path);
        file.EnableFasync(PollEvents.In, static _ => { });
        Assert.That(OpenDescriptors.Count(fifo.Path), Is.EqualTo(2), "The watch has a duplicate of its own.");

        file.Dispose();

        Assert.That(OpenDescriptors.Count(fifo.Path), Is.Zero);
    }

    // What was queued before has begun: the queue of the pool is not strictly ordered, so more than one goes through.
    private static async Task FlushPoolAsync()
    {
        for (var i = 0; i < 50; i++)
        {
            await Task.Run(static () => { });
        }
    }
}
