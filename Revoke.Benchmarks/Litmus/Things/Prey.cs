using Revoke.Drivers;

namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>What a scope releases: a guarded value, or a driver's file.</summary>
internal sealed class Prey(Stage stage, string name) : IReadOperation
{
    private int _releases;

    /// <summary>In a list.</summary>
    internal Prey? Next { get; set; }

    internal int Releases => Volatile.Read(ref _releases);

    /// <summary>From inside: it must not have been released.</summary>
    internal void Look(string who)
    {
        if (Releases != 0)
        {
            stage.Saw($"round {stage.Round}: {name} was released under {who} of thread {Environment.CurrentManagedThreadId}");
        }
    }

    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
    {
        Look("a read");
        Thread.SpinWait(buffer.Length);
        Look("a read");
        return OperationResult.Done(buffer.Length);
    }

    public void Release() => Interlocked.Increment(ref _releases);

    /// <summary>After everything.</summary>
    internal void CheckReleased()
    {
        if (Releases != 1)
        {
            stage.Saw($"round {stage.Round}: {name} was released {Releases} times");
        }
    }
}
