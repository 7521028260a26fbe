using Revoke.Drivers;

namespace Revoke.Tests.Support;

/// <summary>A driver with every ability but blocking ones, whose answers the test writes. What is not written answers 0, and counts as called all the same.</summary>
internal class ScriptedOperations
    : BareOperations, IReadOperation, IWriteOperation, ISeekOperation, ITruncateOperation, IIoctlOperation, IPollOperation, IFasyncOperation, IFsyncOperation, IMapOperation
{
    private int _calls;

    /// <summary>How often the driver was called, release not counted.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public TransferScript? OnRead { get; set; }

    public TransferScript? OnWrite { get; set; }

    public ControlScript? OnPoll { get; set; }

    public ControlScript? OnIoctl { get; set; }

    public ControlScript? OnSetLength { get; set; }

    public ControlScript? OnFsync { get; set; }

    public ControlScript? OnSeek { get; set; }

    public Func<FasyncSubscription?, OperationResult>? OnSetFasync { get; set; }

    /// <summary>Where to announce, as the driver was told last.</summary>
    public FasyncSubscription? Subscription { get; private set; }

    public VmOperations VmOperations { get; init; } = new();

    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
    {
        Count();
        return OnRead is { } script ? script(context, buffer, offset) : default;
    }

    public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset)
    {
        Count();
        return OnWrite is { } script ? script(context, buffer.ToArray(), offset) : OperationResult.Done(buffer.Length);
    }

    public long Seek(in DriverCall context, long offset, SeekOrigin origin)
    {
        Count();
        return OnSeek is { } script ? ToNumber(script(context, offset)) : offset;
    }

    public long GetLength(in DriverCall context)
    {
        Count();
        return 0;
    }

    public OperationResult SetLength(in DriverCall context, long length)
    {
        Count();
        return OnSetLength is { } script ? script(context, length) : default;
    }

    public OperationResult Ioctl(in DriverCall context, nuint request, IoctlArgument argument)
    {
        Count();
        return OnIoctl is { } script ? script(context, (long)request) : default;
    }

    public OperationResult Poll(in DriverCall context, PollEvents events)
    {
        Count();
        return OnPoll is { } script ? script(context, (long)events) : OperationResult.Done((int)events);
    }

    public OperationResult SetFasync(in DriverCall context, FasyncSubscription? subscription, PollEvents events)
    {
        Count();
        if (OnSetFasync?.Invoke(subscription) is { Status: OperationStatus.Failed } failed)
        {
            return failed;
        }

        Subscription = subscription;
        return default;
    }

    public OperationResult Fsync(in DriverCall context)
    {
        Count();
        return OnFsync is { } script ? script(context, 0) : default;
    }

    private static long ToNumber(OperationResult result) => result.Status == OperationStatus.Failed ? -result.Errno : result.Count;

    private void Count() => Interlocked.Increment(ref _calls);
}
