namespace Revoke.Guards;

internal sealed partial class LockedGate
{
    /// <summary>One stay: sequence 0 is free; no thread means a hold.</summary>
    private struct UseSlot
    {
        public UseThread? Thread;
        public string? Name;
        public long Start;
        public ulong Sequence;

        /// <summary>Whether <paramref name="waiter"/> has to wait for this stay (I5, I6).</summary>
        public readonly bool IsCountedFor(UseThread waiter) =>
            Sequence != 0 && (Thread is null || (Thread != waiter && Thread.WaitingIn is null));
    }
}
