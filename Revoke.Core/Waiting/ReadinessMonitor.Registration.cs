namespace Revoke.Waiting;

internal sealed unsafe partial class ReadinessMonitor
{
    /// <summary>Is told of edges; quick, and does not throw.</summary>
    internal delegate void FasyncCallback(PollEvents events);

    /// <summary>A descriptor known to epoll: with sleepers, level-triggered, or with a callback, edge-triggered.</summary>
    private sealed class Registration(int descriptor, uint cookie, FasyncCallback? callback)
    {
        internal int Descriptor => descriptor;

        internal ulong Key { get; } = ((ulong)cookie << 32) | (uint)descriptor;

        internal FasyncCallback? Callback => callback;

        internal Dictionary<AsyncWaiter, PollEvents> Sleepers { get; } = [];

        internal uint Armed { get; set; }

        internal uint Wanted
        {
            get
            {
                var events = PollEvents.None;
                foreach (var wanted in Sleepers.Values)
                {
                    events |= wanted;
                }

                return (uint)events;
            }
        }

        /// <summary>Moves out the sleepers that these events end; an error or a hang-up ends every wait.</summary>
        internal void TakeReady(PollEvents events, List<AsyncWaiter> ready)
        {
            foreach (var (waiter, wanted) in Sleepers)
            {
                if ((events & (wanted | PollEvents.Error | PollEvents.HangUp)) != PollEvents.None)
                {
                    ready.Add(waiter);
                }
            }

            ready.ForEach(waiter => Sleepers.Remove(waiter));
        }
    }
}
