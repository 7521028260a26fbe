using Revoke.Guards;

namespace Revoke.Tests.Guards;

/// <summary>Revoke against enter, as fast as they come, with something taken away that must not be in use.</summary>
public sealed class GateDuelTests
{
    /// <summary>The detector works: a gate that looks before it enters, without a lock around both, is caught within the limit.</summary>
    [Test]
    [CancelAfter(60_000)]
    public async Task Control_GateThatLooksBeforeItEnters_IsCaught(CancellationToken cancellationToken)
    {
        var violations = 0L;
        for (var round = 0; violations == 0 && !cancellationToken.IsCancellationRequested; round++)
        {
            violations = await DuelAsync(static () => new CarelessGate(), 2_000);
        }

        Assert.That(violations, Is.Positive);
    }

    [Test]
    public async Task LockedGate_RevokeAgainstEnter_NothingIsTakenUnderAUse() =>
        Assert.That(await DuelAsync(static () => new GateUnderTest(new LockedGateUnderTest()), 200_000), Is.Zero);

    [Test]
    public async Task AsymmetricGate_RevokeAgainstEnter_NothingIsTakenUnderAUse([Values] bool isPromoted) =>
        Assert.That(await DuelAsync(() => new GateUnderTest(new AsymmetricGateUnderTest(isPromoted)), 100_000), Is.Zero);

    private static async Task<long> DuelAsync(Func<IDuelGate> create, int rounds)
    {
        var gate = create();
        var isTaken = new StrongBox();
        long violations = 0;
        using var barrier = new Barrier(2);
        var user = Task.Factory.StartNew(
            () =>
            {
                for (var round = 0; round < rounds; round++)
                {
                    barrier.SignalAndWait();
                    while (gate.TryEnter(out var ticket))
                    {
                        if (isTaken.Value)
                        {
                            Interlocked.Increment(ref violations);
                        }

                        Thread.SpinWait(round & 7);
                        if (isTaken.Value)
                        {
                            Interlocked.Increment(ref violations);
                        }

                        gate.Exit(ticket);
                    }

                    barrier.SignalAndWait();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        for (var round = 0; round < rounds; round++)
        {
            gate = create();
            isTaken = new StrongBox();
            barrier.SignalAndWait();
            Thread.SpinWait(round & 63);
            gate.Close();
            var spin = default(SpinWait);
            while (!gate.IsEmpty)
            {
                spin.SpinOnce();
            }

            isTaken.Value = true;
            barrier.SignalAndWait();
        }

        await user;
        return Interlocked.Read(ref violations);
    }

    private sealed class StrongBox
    {
        private bool _value;

        internal bool Value
        {
            get => Volatile.Read(ref _value);
            set => Volatile.Write(ref _value, value);
        }
    }

    private interface IDuelGate
    {
        bool IsEmpty { get; }

        bool TryEnter(out GateTicket ticket);

        void Exit(GateTicket ticket);

        void Close();
    }

    private sealed class GateUnderTest(IGateUnderTest gate) : IDuelGate
    {
        public bool IsEmpty => gate.IsEmpty;

        public bool TryEnter(out GateTicket ticket) => gate.TryEnter(out ticket);

        public void Exit(GateTicket ticket) => gate.Leave(ticket);

        public void Close() => gate.Close();
    }

    /// <summary>Frozen and wrong: between the look and the entry a revoke sees nobody inside.</summary>
    private sealed class CarelessGate : IDuelGate
    {
        private int _inside;
        private bool _closed;

        public bool IsEmpty => Volatile.Read(ref _inside) == 0;

        public bool TryEnter(out GateTicket ticket)
        {
            ticket = default;
            if (Volatile.Read(ref _closed))
            {
                return false;
            }

            Interlocked.Increment(ref _inside);
            return true;
        }

        public void Exit(GateTicket ticket) => Interlocked.Decrement(ref _inside);

        public void Close()
        {
            Volatile.Write(ref _closed, true);
            Interlocked.MemoryBarrier();
        }
    }
}
