using Revoke.Drivers;

namespace Revoke.Benchmarks.Suites;

/// <summary>A driver that is done at once: what is left is the library's own time.</summary>
internal sealed class InstantDriver : IReadOperation, IWriteOperation
{
    private int _released;

    /// <summary>How often it was released.</summary>
    internal int Released => Volatile.Read(ref _released);

    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset) => OperationResult.Done(buffer.Length);

    public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset) => OperationResult.Done(buffer.Length);

    public void Release() => Interlocked.Increment(ref _released);
}
