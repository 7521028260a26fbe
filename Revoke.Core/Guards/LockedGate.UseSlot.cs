namespace Revoke.Guards;

internal sealed partial class LockedGate
{
    /// <summary>One stay: sequence 0 is free; no thread means a hold.</summary>
    private struct UseSlot
    {
        public UseThread? Thread;
        public string? Name;
        public string? WaitingIn; // of a kick: the wait it is made from, in which its thread does not sleep meanwhile
        public long Start;
        public ulong Sequence;

        /// <summary>Whether <paramref name="waiter"/> has to wait for this stay (I5, I6).</summary>
        public readonly bool IsCountedFor(WaitView waiter) =>
            Sequence != 0 && (Thread is null || (Thread != waiter.Thread && IsRunningFor(waiter)));

        // The mark of a wait is looked at first, and goes last: a wait that ends between the two looks is seen by the second.
        private readonly bool IsRunningFor(WaitView waiter) =>
            ReferenceEquals(Thread!.WaitingIn, WaitingIn) && (WaitingIn is not null || !Thread.HasWaitedSince(waiter.Since));
    }
}
