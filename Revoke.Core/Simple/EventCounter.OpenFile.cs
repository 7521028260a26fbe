using System.Runtime.InteropServices;
using Revoke.Errors;
using Revoke.Guards;

namespace Revoke.Drivers;

public sealed partial class EventCounter
{
    private sealed class OpenFile(EventCounter counter) : IReadOperation, IPollOperation, IFasyncOperation
    {
        private readonly object _sync = new();
        private int _seen = counter.Total;
        private FasyncSubscription? _subscription;

        public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
        {
            if (buffer.Length != sizeof(int))
            {
                return buffer.IsEmpty ? default : OperationResult.Failed(Errno.EINVAL);
            }

            using var guard = UninterruptedLock.Take(_sync);
            var total = counter.Total;
            if (total == _seen)
            {
                return OperationResult.WouldBlock(counter._counted);
            }

            _seen = total;
            MemoryMarshal.Write(buffer, total);
            return OperationResult.Done(sizeof(int));
        }

        public OperationResult Poll(in DriverCall context, PollEvents events)
        {
            using var guard = UninterruptedLock.Take(_sync);
            return events.HasFlag(PollEvents.In) && counter.Total != _seen
                ? OperationResult.Done((int)PollEvents.In)
                : OperationResult.WouldBlock(counter._counted);
        }

        public OperationResult SetFasync(in DriverCall context, FasyncSubscription? subscription, PollEvents events)
        {
            counter.Replace(ref _subscription, events.HasFlag(PollEvents.In) ? subscription : null);
            return default;
        }

        public void Release()
        {
        }
    }
}
