namespace Revoke.Guards;

internal sealed partial class LockedGate
{
    /// <summary>One stay: stamp 0 is free; no thread means a hold.</summary>
    private struct UseSlot
    {
        public UseThread? Thread;
        public string? Name;
        public string? WaitingIn; // of a kick: the wait it is made from, in which its thread does not sleep meanwhile
        public long Start;
        public long Stamp;
        public bool IsKick;

        /// <summary>Whether <paramref name="waiter"/> has to wait for this stay (I5, I6).</summary>
        public readonly bool IsCountedFor(WaitView waiter) =>
            Stamp != 0 && (Thread is null || ((Thread != waiter.Thread || (IsKick && waiter.HasCallerGoneOn)) && Thread.IsRunningFor(waiter, WaitingIn)));
    }
}
