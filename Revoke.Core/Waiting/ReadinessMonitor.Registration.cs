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

        internal List<(AsyncWaiter Waiter, PollEvents Events)> Sleepers { get; } = [];

        internal uint Armed { get; set; }

        internal uint Wanted
        {
            get
            {
                var events = PollEvents.None;
                foreach (var sleeper in Sleepers)
                {
                    events |= sleeper.Events;
                }

                return (uint)events;
            }
        }

        /// <summary>Moves out the sleepers that these events end; an error or a hang-up ends every wait.</summary>
        internal void TakeReady(PollEvents events, List<AsyncWaiter> ready)
        {
            for (var i = Sleepers.Count - 1; i >= 0; i--)
            {
                if ((events & (Sleepers[i].Events | PollEvents.Error | PollEvents.HangUp)) != PollEvents.None)
                {
                    ready.Add(Sleepers[i].Waiter);
                    Sleepers.RemoveAt(i);
                }
            }
        }
    }
}
