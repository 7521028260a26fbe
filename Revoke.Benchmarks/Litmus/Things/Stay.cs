using Revoke.Guards;

namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>A stay that is given to somebody else, or kept for longer than it lasts.</summary>
internal sealed record Stay(Cage Cage, GateTicket Ticket)
{
    internal void GiveBack()
    {
        Cage.Look("a hold");
        Cage.Leave(Ticket);
    }
}
