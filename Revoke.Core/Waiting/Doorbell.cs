using Revoke.Errors;
using Revoke.Guards;
using Revoke.Interop;

namespace Revoke.Waiting;

/// <summary>An eventfd(2) by which a thread in ppoll is woken. Lent to one sleep at a time, so that no scope or file needs a descriptor for its kick.</summary>
internal sealed class Doorbell
{
    private const int Kept = 64;

    private static readonly Stack<Doorbell> s_free = new();

    private readonly OwnedDescriptor _descriptor;

    private Doorbell(OwnedDescriptor descriptor) => _descriptor = descriptor;

    internal int Descriptor => _descriptor.Number;

    internal static Doorbell Rent()
    {
        using (UninterruptedLock.Take(s_free))
        {
            if (s_free.TryPop(out var free))
            {
                return free;
            }
        }

        var fd = Libc.eventfd(0, Libc.EFD_CLOEXEC | Libc.EFD_NONBLOCK);
        if (fd < 0)
        {
            throw Errno.ToException(Errno.Last, "eventfd", "for a sleeping thread");
        }

        return new Doorbell(new OwnedDescriptor(fd));
    }

    /// <summary>Gives it back, silent: nobody rings it any more.</summary>
    internal void Return()
    {
        using (UninterruptedLock.Take(s_free))
        {
            if (s_free.Count < Kept)
            {
                s_free.Push(this);
                return;
            }
        }

        _descriptor.Dispose();
    }

    internal unsafe void Ring()
    {
        ulong one = 1;
        _ = Libc.write(Descriptor, (byte*)&one, sizeof(ulong)); // cannot fail: the counter is far from full
    }

    /// <summary>Whether it had been rung; silent afterwards.</summary>
    internal unsafe bool Silence()
    {
        ulong count;
        return Libc.read(Descriptor, (byte*)&count, sizeof(ulong)) == sizeof(ulong);
    }
}
