using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

/// <summary>A driver that knows for sure that its device is gone: <see cref="OperationResult.Gone"/>.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class DriverSaysGoneTests
{
    [Test]
    public async Task Operation_DriverSaysGone_RevokesTheScopeAtOnce(CancellationToken cancellationToken)
    {
        (string Name, Func<RevocableFile, Task> Call)[] calls =
        [
            ("read", file => Task.FromResult(file.Read(new byte[4]))),
            ("read asynchronously", file => file.ReadAsync(new byte[4], cancellationToken).AsTask()),
            ("write", file => Task.FromResult(file.Write(new byte[4]))),
            ("write asynchronously", file => file.WriteAsync(new byte[4], cancellationToken).AsTask()),
            ("ioctl", file => Task.FromResult(file.Ioctl(1, 0))),
            ("fsync", file => RunAsync(() => file.Flush(toDisk: true))),
            ("fsync asynchronously", file => file.FlushAsync(toDisk: true, cancellationToken).AsTask()),
        ];
        foreach (var (name, call) in calls)
        {
            using var scope = new RevokeScope("card");
            using var file = scope.Open(CreateGone());
            using var other = scope.Open(new ScriptedOperations());
            var exception = (await Assert.ThrowsAsync<RevokedException>(() => call(file), name))!;
            Assert.That((exception.Reason!.Cause, scope.IsRevoked), Is.EqualTo((RevokeCause.Unplugged, true)), name);
            Assert.That(() => other.Read(new byte[4]), Throws.InstanceOf<RevokedException>(), name);
            var outcome = await scope.WaitForCompletionAsync(cancellationToken);
            Assert.That(outcome.Released, Is.EqualTo(2), name);
        }
    }

    [Test]
    public void Poll_DriverSaysGone_IsTheMaskOfADeadFileAndRevokes()
    {
        using var scope = new RevokeScope("card");
        using var file = scope.Open(CreateGone());
        Assert.That(file.Poll(PollEvents.In, TimeSpan.Zero), Is.EqualTo(PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp));
        Assert.That(scope.IsRevoked);
    }

    [Test]
    public void Write_DriverSaysGoneAfterSome_IsAShortCountAndRevokes()
    {
        var isFirst = true;
        using var scope = new RevokeScope("card");
        using var file = scope.Open(new ScriptedOperations
        {
            OnWrite = (in _, _, _) =>
            {
                var result = isFirst ? OperationResult.Done(3) : OperationResult.Gone();
                isFirst = false;
                return result;
            },
        });
        Assert.That(file.Write(new byte[8]), Is.EqualTo(3));
        Assert.That(scope.IsRevoked, "nobody has to call again for the others to know");
        Assert.That(() => file.Write(new byte[5]), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public async Task FlushAsync_DriverWaits_EndsWithWhatItWaitsFor(CancellationToken cancellationToken)
    {
        var source = new WaitSource();
        var isDone = false;
        using var scope = new RevokeScope("card");
        using var file = scope.Open(new ScriptedOperations { OnFsync = (in _, _) => isDone ? OperationResult.Done(0) : OperationResult.WouldBlock(source) });
        var flush = file.FlushAsync(toDisk: true, cancellationToken).AsTask();
        Assert.That(flush.IsCompleted, Is.False);
        isDone = true;
        source.Set();
        await flush;

        isDone = false;
        using var stop = new CancellationTokenSource();
        var cancelled = file.FlushAsync(toDisk: true, stop.Token).AsTask();
        await stop.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());

        var revoked = file.FlushAsync(toDisk: true, cancellationToken).AsTask();
        await file.FlushAsync(toDisk: false, cancellationToken);
        scope.Revoke(RevokeReason.Unplugged);
        Assert.That(async () => await revoked, Throws.InstanceOf<RevokedException>());
        Assert.That(async () => await file.FlushAsync(toDisk: true, cancellationToken), Throws.InstanceOf<RevokedException>());
    }

    private static ScriptedOperations CreateGone() => new()
    {
        OnRead = (in _, _, _) => OperationResult.Gone(),
        OnWrite = (in _, _, _) => OperationResult.Gone(),
        OnIoctl = (in _, _) => OperationResult.Gone(),
        OnFsync = (in _, _) => OperationResult.Gone(),
        OnPoll = (in _, _) => OperationResult.Gone(),
    };

    private static Task RunAsync(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
