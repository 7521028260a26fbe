using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <summary>The events of a control, as a file that is read: each is one <c>snd_ctl_event_t</c>.</summary>
/// <param name="control">The control, opened for not blocking, which is used inside a use of its own.</param>
/// <param name="waits">What to wait for; taken over.</param>
internal sealed unsafe class ControlEvents(CardGuard control, PcmWaits waits) : IReadOperation
{
    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
    {
        if (buffer.Length < AlsaControlEvent.Size)
        {
            return OperationResult.Failed(AlsaErrors.EINVAL);
        }

        // Refused only where the scope is being revoked, and with it this file: the reason is the scope's.
        if (!control.TryEnter(out var use))
        {
            return OperationResult.Gone();
        }

        using (use)
        {
            lock (control.Sync)
            {
                return Read(buffer);
            }
        }
    }

    public void Release() => waits.Dispose();

    private OperationResult Read(Span<byte> buffer)
    {
        fixed (byte* told = buffer)
        {
            var result = Asound.snd_ctl_read(control.Control, told);
            if (result > 0)
            {
                waits.GoOn();
                return OperationResult.Done(AlsaControlEvent.Size);
            }

            return result is 0 or -AlsaErrors.EAGAIN ? waits.WaitFor(control.Control, PollEvents.In, out _)
                : result == -AlsaErrors.ENODEV ? OperationResult.Gone()
                : OperationResult.Failed(-result);
        }
    }
}
