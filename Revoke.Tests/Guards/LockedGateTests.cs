using Revoke.Guards;

namespace Revoke.Tests.Guards;

public sealed class LockedGateTests
{
    private static UseThread Me => UseThread.Current;

    private static WaitView View => WaitView.Begin(Me);

    [Test]
    public void TryEnter_Open_CountsTheUseUntilItLeaves()
    {
        var gate = new LockedGate();
        var before = Me.Uses;

        Assert.That(gate.TryEnter(Me, null, 0, out var ticket));
        Assert.That((gate.IsEmpty, Me.Uses - before), Is.EqualTo((false, 1)));

        gate.Exit(ticket);
        Assert.That((gate.IsEmpty, Me.Uses - before), Is.EqualTo((true, 0)));
    }

    [Test]
    public void TryEnter_Closed_IsRefused()
    {
        var gate = new LockedGate();
        gate.Close();

        Assert.That(gate.TryEnter(Me, null, 0, out var ticket), Is.False);
        Assert.That(gate.TryHold(null, 0, out _), Is.False);
        Assert.That((gate.IsClosed, gate.IsEmpty, ticket), Is.EqualTo((true, true, default(GateTicket))));
    }

    [Test]
    public void Exit_NestedInAnyOrder_EachLeavesItsOwn([Values(1, 2, 5, 40)] int depth)
    {
        var gate = new LockedGate();
        var tickets = new GateTicket[depth];
        for (var i = 0; i < depth; i++)
        {
            Assert.That(gate.TryEnter(Me, null, 0, out tickets[i]));
        }

        new Random(depth).Shuffle(tickets);
        for (var i = 0; i < depth; i++)
        {
            Assert.That(gate.IsEmpty, Is.False);
            gate.Exit(tickets[i]);
        }

        Assert.That(gate.IsEmpty);
    }

    [Test]
    public void Exit_CopyOfATicketThatHasLeft_DoesNotPutTheNextOneOut()
    {
        var gate = new LockedGate();
        Assert.That(gate.TryEnter(Me, null, 0, out var first));
        var copy = first;
        gate.Exit(first);
        Assert.That(gate.TryEnter(Me, null, 0, out var second));

        gate.Exit(copy);

        Assert.That(gate.IsEmpty, Is.False, "the second use of the same slot is still inside");
        gate.Exit(second);
        Assert.That(gate.IsEmpty);
    }

    [Test]
    public void Exit_Default_DoesNothing()
    {
        var gate = new LockedGate();
        Assert.That(gate.TryHold("held", 1, out var ticket));

        gate.Exit(default);

        Assert.That(gate.IsEmpty, Is.False);
        gate.Exit(ticket);
        Assert.That(gate.IsEmpty);
    }

    [Test]
    public void Inspect_OwnUse_IsExcused()
    {
        var gate = new LockedGate();
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Empty));
        gate.TryEnter(Me, null, 0, out _);
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Excused));
    }

    [Test]
    public void Inspect_UseOfAThreadThatWaits_IsExcusedWhileItWaits()
    {
        var gate = new LockedGate();
        UseThread? other = null;
        var thread = new Thread(() => gate.TryEnter(other = UseThread.Current, null, 0, out _));
        thread.Start();
        thread.Join();

        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Occupied));
        other!.WaitingIn = "revoke";
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Excused));
        other.WaitingIn = null;
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Occupied));
    }

    [Test]
    public void Inspect_UseOfAThreadThatHasWaitedMeanwhile_StaysExcusedForWhoWaitedThen()
    {
        var gate = new LockedGate();
        UseThread? other = null;
        var thread = new Thread(() => gate.TryEnter(other = UseThread.Current, null, 0, out _));
        thread.Start();
        thread.Join();
        var before = View;
        other!.WaitingIn = "revoke";
        other.EndWait(outer: null);

        Assert.That(gate.Inspect(before), Is.EqualTo(GateOccupancy.Excused));
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Occupied), "who begins to wait later waits for it");
    }

    [Test]
    public void Inspect_Hold_IsNeverExcused()
    {
        var gate = new LockedGate();
        gate.TryHold(null, 0, out _);
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Occupied));
    }

    [Test]
    public void Exit_ClosedGate_TellsTheObserverOutsideTheLock()
    {
        var gate = new LockedGate();
        gate.TryEnter(Me, null, 0, out var ticket);
        var observer = new Observer(gate);
        gate.Close(observer);
        gate.Close(new Observer(gate));

        gate.Exit(ticket);

        Assert.That(observer.Seen, Is.EqualTo(new[] { (IsEmpty: true, IsLocked: false) }));
    }

    private sealed class Observer(LockedGate gate) : IGateObserver
    {
        internal List<(bool IsEmpty, bool IsLocked)> Seen { get; } = [];

        public void OnLeft() => Seen.Add((gate.IsEmpty, Monitor.IsEntered(gate)));
    }
}
