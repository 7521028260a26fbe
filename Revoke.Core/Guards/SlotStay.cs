using System.Runtime.InteropServices;

namespace Revoke.Guards;

/// <summary>One stay in a slot, as it was seen.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SlotStay(SlotBlock Block, int Index, long Stay)
{
    internal long Id => SlotBlock.IdOf(Stay);

    /// <summary>Whether it has not ended yet. Once false, false for ever.</summary>
    internal unsafe bool Lasts => Volatile.Read(ref Block.First[Index]) == Stay;

    internal bool IsUse => Index < SlotBlock.UseSlots;

    private UseThread? Thread => IsUse ? Block.Owner : null; // a hold is no thread's

    /// <summary>Whether <paramref name="waiter"/> has to wait for this stay (I5, I6).</summary>
    internal bool IsCountedFor(WaitView waiter) => Thread is not { } thread || (thread != waiter.Thread && thread.IsRunningFor(waiter, waitingIn: null));

    internal ActiveUse Describe(string owner, TimeProvider time)
    {
        var (name, start) = Block.GetDetails(Index, Stay);
        return new ActiveUse(owner, name, start == 0 ? null : time.GetElapsedTime(start), Thread?.Id, Thread?.WaitingIn);
    }
}
