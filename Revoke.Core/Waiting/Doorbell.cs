using Revoke.Errors;
using Revoke.Interop;

namespace Revoke.Waiting;

/// <summary>An eventfd(2) by which a thread in ppoll is woken. Lent to one sleep at a time, so that no scope or file needs a descriptor for its kick.</summary>
internal sealed class Doorbell
{
    private const int Kept = 64;

    // Taken and given back by one interlocked operation each: no lock in a sleep that is as short as that.
    private static readonly Doorbell?[] s_free = new Doorbell?[Kept];

    private readonly OwnedDescriptor _descriptor;

    private Doorbell(OwnedDescriptor descriptor) => _descriptor = descriptor;

    internal int Descriptor => _descriptor.Number;

    internal static Doorbell Rent()
    {
        foreach (ref var place in s_free.AsSpan())
        {
            if (Volatile.Read(ref place) is not null && Interlocked.Exchange(ref place, null) is { } free)
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
        foreach (ref var place in s_free.AsSpan())
        {
            if (Volatile.Read(ref place) is null && Interlocked.CompareExchange(ref place, this, null) is null)
            {
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
