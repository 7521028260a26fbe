using Revoke.Guards;

namespace Revoke.Tests.Guards;

internal sealed class LockedGateUnderTest : IGateUnderTest
{
    private readonly LockedGate _gate = new();

    public bool IsClosed => _gate.IsClosed;

    public bool IsEmpty => _gate.IsEmpty;

    public bool TryEnter(out GateTicket ticket) => _gate.TryEnter(UseThread.Current, null, 0, out ticket);

    public bool TryEnter(string name, long start, out GateTicket ticket) => _gate.TryEnter(UseThread.Current, name, start, out ticket);

    public bool TryHold(string? name, long start, out GateTicket ticket) => _gate.TryHold(name, start, out ticket);

    public bool TryJoin(string name, out GateTicket ticket) => (ticket = _gate.IsEmpty ? default : _gate.Join(UseThread.Current, name)) != default;

    public bool Leave(GateTicket ticket) => ticket != default && _gate.Leave(ticket) && _gate.IsClosed;

    public void Close() => _gate.Close();

    public GateOccupancy Inspect(WaitView waiter) => _gate.Inspect(waiter);

    public List<ActiveUse> Capture(WaitView? waiter)
    {
        var uses = new List<ActiveUse>();
        _gate.Capture("gate", TimeProvider.System, waiter, uses);
        return uses;
    }
}
