using Revoke.Guards;

namespace Revoke.Tests.Guards;

[TestFixture("locked")]
[TestFixture("counted")]
[TestFixture("promoted")]
[CancelAfter(30_000)]
public sealed class GateTests(string kind)
{
    private static UseThread Me => UseThread.Current;

    private static WaitView View => WaitView.Begin(Me);

    [Test]
    public void TryEnter_Open_CountsTheUseUntilItLeaves()
    {
        var gate = Create();

        Assert.That(gate.TryEnter(out var ticket));
        Assert.That((gate.IsEmpty, Me.IsInside), Is.EqualTo((false, true)));

        Assert.That(gate.Leave(ticket), Is.False, "there is nobody to be told");
        Assert.That((gate.IsEmpty, Me.IsInside), Is.EqualTo((true, false)));
    }

    [Test]
    public void TryEnter_Closed_IsRefused()
    {
        var gate = Create();
        gate.Close();

        Assert.That(gate.TryEnter(out var ticket), Is.False);
        Assert.That(gate.TryEnter("read", 1, out _), Is.False);
        Assert.That(gate.TryHold(null, 0, out _), Is.False);
        Assert.That((gate.IsClosed, gate.IsEmpty, ticket), Is.EqualTo((true, true, default(GateTicket))));
    }

    [Test]
    public void Leave_NestedInAnyOrder_EachLeavesItsOwn([Values(1, 2, 5, 8, 9, 40)] int depth)
    {
        var gate = Create();
        var tickets = new GateTicket[depth];
        for (var i = 0; i < depth; i++)
        {
            Assert.That(gate.TryEnter(out tickets[i]));
        }

        gate.Close();
        new Random(depth).Shuffle(tickets);
        for (var i = 0; i < depth; i++)
        {
            Assert.That((gate.IsEmpty, gate.Inspect(View)), Is.EqualTo((false, GateOccupancy.Excused)));
            Assert.That(gate.Leave(tickets[i]), "who waits is told");
        }

        Assert.That((gate.IsEmpty, Me.IsInside), Is.EqualTo((true, false)));
    }

    [Test]
    public void Leave_CopyOfATicketThatHasLeft_DoesNotPutTheNextOneOut()
    {
        var gate = Create();
        Assert.That(gate.TryEnter(out var first));
        var copy = first;
        gate.Leave(first);
        Assert.That(gate.TryEnter(out var second));
        gate.Close();

        Assert.That(gate.Leave(copy), Is.False);

        Assert.That(gate.IsEmpty, Is.False, "the second use of the same slot is still inside");
        gate.Leave(second);
        Assert.That(gate.IsEmpty);
    }

    [Test]
    public void Leave_CopyOfAHoldThatHasLeft_DoesNotPutTheNextOneOut()
    {
        var gate = Create();
        Assert.That(gate.TryHold(null, 0, out var first));
        gate.Leave(first);
        Assert.That(gate.TryHold(null, 0, out var second));
        gate.Close();

        Assert.That(gate.Leave(first), Is.False);

        Assert.That(gate.IsEmpty, Is.False);
        gate.Leave(second);
        Assert.That(gate.IsEmpty);
    }

    [Test]
    public void Leave_Default_DoesNothing()
    {
        var gate = Create();
        Assert.That(gate.TryHold("held", 1, out var ticket));

        gate.Leave(default);

        Assert.That(gate.IsEmpty, Is.False);
        gate.Leave(ticket);
        Assert.That(gate.IsEmpty);
    }

    [Test]
    public void Leave_HoldOnAnotherThread_IsTheEndOfIt()
    {
        var gate = Create();
        gate.TryHold(null, 0, out var ticket);
        gate.Close();

        var told = false;
        var thread = new Thread(() => told = gate.Leave(ticket));
        thread.Start();
        thread.Join();

        Assert.That((told, gate.IsEmpty), Is.EqualTo((true, true)));
    }

    [Test]
    public void TryHold_WithoutAName_GoesInAndOutOfTheSamePlace()
    {
        var gate = Create();
        for (var i = 0; i < 100; i++)
        {
            Assert.That(gate.TryHold(null, 0, out var first));
            Assert.That(gate.TryHold(null, 0, out var second), "beside the first");
            Assert.That(first, Is.Not.EqualTo(second));
            gate.Leave(i % 2 == 0 ? first : second);
            Assert.That(gate.IsEmpty, Is.False);
            gate.Leave(i % 2 == 0 ? second : first);
            Assert.That(gate.IsEmpty);
        }

        gate.Close();
        Assert.That(gate.TryHold(null, 0, out _), Is.False);
    }

    [Test]
    public void TryHold_MoreThanThereAreSlots_AllAreCounted()
    {
        var gate = Create();
        var tickets = new GateTicket[300];
        for (var i = 0; i < tickets.Length; i++)
        {
            Assert.That(gate.TryHold($"hold {i}", 1, out tickets[i]));
        }

        gate.Close();
        Assert.That(gate.Capture(waiter: null).Select(static use => use.Name), Is.EquivalentTo(Enumerable.Range(0, 300).Select(static i => $"hold {i}")));
        foreach (var ticket in tickets)
        {
            Assert.That(gate.IsEmpty, Is.False);
            gate.Leave(ticket);
        }

        Assert.That(gate.IsEmpty);
    }

    [Test]
    public void Inspect_OwnUse_IsExcused()
    {
        var gate = Create();
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Empty));
        gate.TryEnter(out var ticket);
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Excused));
        gate.Leave(ticket);
    }

    [Test]
    public void Inspect_UseOfAThreadThatWaits_IsExcusedWhileItWaits()
    {
        var gate = Create();
        using var other = new OtherUse(gate);

        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Occupied));
        other.Thread.WaitingIn = "revoke";
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Excused));
        other.Thread.WaitingIn = null;
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Occupied));
    }

    [Test]
    public void Inspect_UseOfAThreadThatHasWaitedMeanwhile_StaysExcusedForWhoWaitedThen()
    {
        var gate = Create();
        using var other = new OtherUse(gate);
        var before = View;
        other.Thread.WaitingIn = "revoke";
        other.Thread.EndWait(outer: null);

        Assert.That(gate.Inspect(before), Is.EqualTo(GateOccupancy.Excused));
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Occupied), "who begins to wait later waits for it");
    }

    [Test]
    public void Inspect_Hold_IsNeverExcused()
    {
        var gate = Create();
        gate.TryHold(null, 0, out var ticket);
        Assert.That(gate.Inspect(View), Is.EqualTo(GateOccupancy.Occupied));
        gate.Leave(ticket);
    }

    [Test]
    public void Capture_UsesOfAllKinds_KnowsWhatIsKnownOfEach()
    {
        var gate = Create();
        var start = TimeProvider.System.GetTimestamp();
        gate.TryEnter(out var plain);
        gate.TryEnter("read", start, out var named);
        gate.TryHold("held", start, out var hold);

        var uses = gate.Capture(waiter: null);

        Assert.That(
            uses.Select(static use => (use.Owner, use.Name, use.Age is null, use.ThreadId)),
            Is.EquivalentTo(new (string, string?, bool, int?)[] { ("gate", null, true, Me.Id), ("gate", "read", false, Me.Id), ("gate", "held", false, null) }));
        Assert.That(gate.Capture(View).Select(static use => use.Name), Is.EqualTo(new[] { "held" }), "its own are not waited for");
        foreach (var ticket in new[] { plain, named, hold })
        {
            gate.Leave(ticket);
        }

        gate.TryEnter(out plain);
        Assert.That(gate.Capture(waiter: null).Select(static use => use.Name), Is.EqualTo(new string?[] { null }), "and not that of who was in the place before");
        gate.Leave(plain);
    }

    [Test]
    public void TryJoin_NobodyInside_IsFalse()
    {
        var gate = Create();
        gate.Close();
        Assert.That(gate.TryJoin("kick", out _), Is.False);
    }

    [Test]
    public void TryJoin_BesideAUse_KeepsTheGateFromDraining()
    {
        var gate = Create();
        using var other = new OtherUse(gate);
        gate.Close();

        Assert.That(gate.TryJoin("kick", out var kick));
        other.Leave();
        Assert.That(gate.IsEmpty, Is.False);
        Assert.That(gate.TryJoin("kick", out var second), "beside the first kick");

        gate.Leave(kick);
        Assert.That(gate.IsEmpty, Is.False);
        gate.Leave(second);
        Assert.That(gate.IsEmpty);
    }

    private IGateUnderTest Create() => kind == "locked" ? new LockedGateUnderTest() : new AsymmetricGateUnderTest(kind == "promoted");

    /// <summary>A use of another thread, until disposed.</summary>
    private sealed class OtherUse : IDisposable
    {
        private readonly ManualResetEventSlim _leave = new();
        private readonly Thread _runner;

        internal OtherUse(IGateUnderTest gate)
        {
            using var inside = new ManualResetEventSlim();
            _runner = new Thread(() =>
            {
                Thread = UseThread.Current;
                gate.TryEnter(out var ticket);
                inside.Set();
                _leave.Wait();
                gate.Leave(ticket);
            });
            _runner.Start();
            inside.Wait();
        }

        internal UseThread Thread { get; private set; } = null!;

        public void Leave()
        {
            _leave.Set();
            _runner.Join();
        }

        public void Dispose()
        {
            Leave();
            _leave.Dispose();
        }
    }
}
