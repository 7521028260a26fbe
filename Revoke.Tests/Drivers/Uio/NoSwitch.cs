using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Uio;

/// <summary>The answer of a node whose kernel driver has no switch for its interrupt: ENOSYS. No file that can be had without such a device gives it.</summary>
internal sealed class NoSwitch : BareOperations, IWriteOperation, IPollOperation
{
    private const int ENOSYS = 38;

    public int Answer { get; set; } = ENOSYS;

    public OperationResult Write(in DriverCall context, ReadOnlySpan<byte> buffer, long offset) => OperationResult.Failed(Answer);

    /// <summary>As uio_poll of drivers/uio/uio.c: an error when the device has been unregistered.</summary>
    public OperationResult Poll(in DriverCall context, PollEvents events) =>
        OperationResult.Done((int)(Answer == ENOSYS ? PollEvents.In : PollEvents.In | PollEvents.Error | PollEvents.HangUp));
}
