using System.Collections.Concurrent;
using Revoke.Drivers;

namespace Revoke.Tests.Model;

/// <summary>
/// A driver without a descriptor: what is written can be read. It watches the promises made to drivers: nothing runs when it is
/// released or after, and it is released once.
/// </summary>
internal sealed class LoopbackOperations : IReadOperation, IWriteOperation, IPollOperation, IFasyncOperation
{
    private readonly ConcurrentQueue<byte> _bytes = new();
    private readonly WaitSource _arrived = new();
    private FasyncSubscription? _subscription;
    private int _inside;
    private int _releases;

    /// <summary>Broken promises.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    public int Releases => Volatile.Read(ref _releases);

    public void Feed(byte[] bytes)
    {
        foreach (var one in bytes)
        {
            _bytes.Enqueue(one);
        }

        _arrived.Set();
        Volatile.Read(ref _subscription)?.Announce(PollEvents.In);
    }

    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
    {
        Enter();
        var count = 0;
        while (count < buffer.Length && _bytes.TryDequeue(out var one))
        {
            buffer[count++] = one;
        }

        Leave();
        return count > 0 || buffer.IsEmpty ? OperationResult.Done(count) : OperationResult.WouldBlock(_arrived);
    }

    public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset)
    {
        Enter();
        Feed(buffer.ToArray());
        Leave();
        return OperationResult.Done(buffer.Length);
    }

    public OperationResult Poll(in DriverCall context, PollEvents events)
    {
        Enter();
        var ready = (PollEvents.Out | (_bytes.IsEmpty ? PollEvents.None : PollEvents.In)) & events;
        Leave();
        return ready != PollEvents.None ? OperationResult.Done((int)ready) : OperationResult.WouldBlock(_arrived);
    }

    public OperationResult SetFasync(in DriverCall context, FasyncSubscription? subscription, PollEvents events)
    {
        Volatile.Write(ref _subscription, subscription);
        return default;
    }

    public void Release()
    {
        if (Volatile.Read(ref _inside) != 0)
        {
            Violations.Enqueue("released under an operation");
        }

        if (Interlocked.Increment(ref _releases) > 1)
        {
            Violations.Enqueue("released twice");
        }
    }

    private void Enter()
    {
        Interlocked.Increment(ref _inside);
        Check();
    }

    private void Leave()
    {
        Check();
        Interlocked.Decrement(ref _inside);
    }

    private void Check()
    {
        if (Volatile.Read(ref _releases) > 0)
        {
            Violations.Enqueue("an operation ran after the release");
        }
    }
}
