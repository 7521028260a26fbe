using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Waiting;

/// <summary>Nothing is lost between the driver's look and the sleep.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class WaitSourceTests
{
    [Test]
    public async Task Set_BeforeTheLook_IsNotWaitedFor([Values] CallForm form)
    {
        var source = new WaitSource();
        source.Set();
        using var scope = new RevokeScope("before");
        using var file = scope.Open(new ScriptedOperations { OnRead = (in DriverCall _, Span<byte> _, long _) => OperationResult.WouldBlock(source) });

        // What was set before the call is no event for it: the look would have seen it. So this sleeps.
        var call = await Parked.Read(file, form).AsleepAsync(Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);
        await call.FailsAsync<RevokedException>(Limit.Token);
    }

    [Test]
    public async Task Set_BetweenLookAndSleep_WakesAtOnce([Values] CallForm form)
    {
        var source = new WaitSource();
        var ready = false;
        using var scope = new RevokeScope("between");
        using var file = scope.Open(new ScriptedOperations
        {
            OnRead = (in DriverCall _, Span<byte> _, long _) =>
            {
                if (ready)
                {
                    return OperationResult.Done(1);
                }

                // The condition changes right after it was looked at, inside the driver's call: the latest moment before the sleep that a driver can reach.
                ready = true;
                source.Set();
                return OperationResult.WouldBlock(source);
            },
        });

        Assert.That(await Parked.Read(file, form).ResultAsync(Limit.Token), Is.EqualTo(1));
    }

    [Test]
    public async Task Set_WhileAsleep_Wakes([Values] CallForm form)
    {
        var source = new WaitSource();
        var ready = false;
        using var scope = new RevokeScope("asleep");
        using var file = scope.Open(new ScriptedOperations
        {
            OnRead = (in DriverCall _, Span<byte> _, long _) => Volatile.Read(ref ready) ? OperationResult.Done(1) : OperationResult.WouldBlock(source),
        });
        var call = await Parked.Read(file, form).AsleepAsync(Limit.Token);

        Volatile.Write(ref ready, true);
        source.Set();

        Assert.That(await call.ResultAsync(Limit.Token), Is.EqualTo(1));
    }

    [Test]
    public async Task Set_WithNothingToFind_SleepsAgain([Values] CallForm form)
    {
        var source = new WaitSource();
        var operations = new ScriptedOperations { OnRead = (in DriverCall _, Span<byte> _, long _) => OperationResult.WouldBlock(source) };
        using var scope = new RevokeScope("spurious");
        using var file = scope.Open(operations);
        var call = await Parked.Read(file, form).AsleepAsync(Limit.Token);

        source.Set();
        await Eventually.TrueAsync(() => operations.Calls >= 2, "called again", Limit.Token);
        await call.AsleepAsync(Limit.Token);

        scope.Revoke(RevokeReason.Unplugged);
        await call.FailsAsync<RevokedException>(Limit.Token);
    }

    [Test]
    public async Task Set_WakesEveryWaiter()
    {
        var source = new WaitSource();
        var ready = false;
        using var scope = new RevokeScope("many");
        using var file = scope.Open(new ScriptedOperations
        {
            OnRead = (in DriverCall _, Span<byte> _, long _) => Volatile.Read(ref ready) ? OperationResult.Done(1) : OperationResult.WouldBlock(source),
        });
        var calls = Enumerable.Range(0, 100).Select(_ => Parked.Read(file, CallForm.Async)).ToList();
        await Eventually.TrueAsync(() => SleepersOf.Count(file) == calls.Count, "all asleep", Limit.Token);

        Volatile.Write(ref ready, true);
        source.Set();

        foreach (var call in calls)
        {
            Assert.That(await call.ResultAsync(Limit.Token), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Stress_HandOverOfTokens_ControlLosesOneFirstAndTheRealOneNone([Values] CallForm form)
    {
        // The control: the same hand-over through an edge-only event has to get stuck, or this stress would prove nothing.
        Assert.That(await ControlGetsStuckAsync(), Is.True, "inconclusive: the control did not lose a wake-up");

        const int Rounds = 20_000;
        var source = new WaitSource();
        var (available, taken) = (0, 0);
        using var scope = new RevokeScope("stress");
        using var file = scope.Open(new ScriptedOperations
        {
            OnRead = (in DriverCall _, Span<byte> _, long _) =>
            {
                if (Volatile.Read(ref available) == 0)
                {
                    return OperationResult.WouldBlock(source);
                }

                Interlocked.Decrement(ref available);
                return OperationResult.Done(1);
            },
        });
        var producer = OnThread(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                AwaitTaken(ref taken, i);
                Interlocked.Increment(ref available);
                source.Set();
            }
        });
        var buffer = new byte[1];
        var consumer = form == CallForm.Async ? ConsumeAsync() : OnThread(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                _ = file.Read(buffer);
                Volatile.Write(ref taken, i + 1);
            }
        });
        await Task.WhenAll(producer, consumer).WaitAsync(Limit.Token).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        Assert.That(taken, Is.EqualTo(Rounds), "A wake-up was lost.");

        async Task ConsumeAsync()
        {
            for (var i = 0; i < Rounds; i++)
            {
                _ = await file.ReadAsync(buffer);
                Volatile.Write(ref taken, i + 1);
            }
        }
    }

    private static Task OnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    private static void AwaitTaken(ref int taken, int count)
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref taken) < count)
        {
            spin.SpinOnce(sleep1Threshold: -1);
            Limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<bool> ControlGetsStuckAsync()
    {
        var source = new BrokenSource();
        var (available, taken) = (0, 0);
        const int Rounds = 200_000;
        using var stop = new CancellationTokenSource();
        var producer = Task.Run(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                while (Volatile.Read(ref taken) < i)
                {
                    if (stop.IsCancellationRequested)
                    {
                        return;
                    }
                }

                Interlocked.Increment(ref available);
                source.Set();
            }
        });
        var stuck = false;
        for (var i = 0; i < Rounds && !stuck; i++)
        {
            while (Volatile.Read(ref available) == 0 && !stuck)
            {
                // Looked, nothing there; what is set between the look and this wait is lost.
                var wait = source.WaitAsync();
                stuck = await Task.WhenAny(wait, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None)) != wait && Volatile.Read(ref available) > 0;
            }

            if (!stuck)
            {
                Interlocked.Decrement(ref available);
                Volatile.Write(ref taken, i + 1);
            }
        }

        await stop.CancelAsync();
        await producer;
        return stuck;
    }
}
