using Revoke.Guards;

namespace Revoke.Tests.Guards;

/// <summary>The gate with its slots; counted, or used so often that it is promoted.</summary>
internal sealed class AsymmetricGateUnderTest : IGateUnderTest
{
    private Gate _gate;

    internal AsymmetricGateUnderTest(bool isPromoted)
    {
        if (!GateChoice.IsAsymmetric)
        {
            Assert.Ignore("This system has no process-wide barrier (membarrier).");
        }

        for (var i = 0; isPromoted && i < 40; i++)
        {
            _gate.TryEnter(out var ticket);
            _gate.Leave(ticket);
        }
    }

    public bool IsClosed => _gate.IsClosed;

    public bool IsEmpty
    {
        get
        {
            SlotSnapshot? snapshot = null;
            return _gate.IsEmpty(ref snapshot);
        }
    }

    public bool TryEnter(out GateTicket ticket) => _gate.TryEnter(out ticket);

    public bool TryEnter(string name, long start, out GateTicket ticket) => _gate.TryEnter(name, start, out ticket);

    public bool TryHold(string? name, long start, out GateTicket ticket) => name is null && start == 0 ? _gate.TryHold(out ticket) : _gate.TryHold(name, start, out ticket);

    public bool TryJoin(string name, out GateTicket ticket)
    {
        SlotSnapshot? snapshot = null;
        return _gate.TryJoin(UseThread.Current, name, ref snapshot, out ticket);
    }

    public bool Leave(GateTicket ticket) => ticket.Kind == GateTicket.Hold ? _gate.LeaveHold(ticket) : _gate.Leave(ticket);

    public void Close()
    {
        _gate.TryClose(out var needsBarrier);
        if (needsBarrier)
        {
            ProcessBarrier.Issue();
        }
    }

    public GateOccupancy Inspect(WaitView waiter)
    {
        SlotSnapshot? snapshot = null;
        return _gate.Inspect(waiter, ref snapshot);
    }

    public List<ActiveUse> Capture(WaitView? waiter)
    {
        var uses = new List<ActiveUse>();
        _gate.Capture("gate", TimeProvider.System, waiter, uses);
        return uses;
    }
}
