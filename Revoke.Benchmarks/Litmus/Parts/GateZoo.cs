using Revoke.Benchmarks.Litmus.Things;
using Revoke.Guards;

namespace Revoke.Benchmarks.Litmus.Parts;

/// <summary>Everything a gate has to bear, by three threads at random, interrupted, while one or two of them close it: nesting, holds given back elsewhere, tickets used twice and late, threads that end inside.</summary>
internal static class GateZoo
{
    private const int Visitors = 3;
    private const int Deepest = 14; // more than there are slots
    private const int DeadEvery = 64;

    internal static long Play(Stage stage)
    {
        var mail = new Mailbox<Stay>();
        var stale = new Stay?[Visitors];
        using var crew = new Crew<Cage>(stage, Visitors, (me, cage) => Visit(me, cage, mail, ref stale[me.Lane]), static cage => cage.Check());
        using var interrupter = new Interrupter(stage, crew.Members);
        var random = stage.CreateRandom(0);
        var revokes = 0L;
        for (; stage.Next(); revokes++)
        {
            var cage = stage.CreateCage();
            cage.HasDead = cage.Number % DeadEvery == 0;
            if (cage.HasDead)
            {
                stage.Doing("a thread ends inside");
                EndInside(cage, random.Next(4) == 0 ? Deepest : 1);
            }

            crew.Show(cage);
            cage.AwaitVisits(random.Next(150));
            Revoke(cage, random);
        }

        return revokes;
    }

    private static void Revoke(Cage cage, Random random)
    {
        cage.Close();
        cage.AwaitEmpty(asleep: random.Next(2) == 0);
        cage.Take();
    }

    private static void Visit(CrewMember me, Cage cage, Mailbox<Stay> mail, ref Stay? stale)
    {
        while (Act(me, cage, mail, ref stale))
        {
            Volatile.Write(ref cage.Visits, cage.Visits + 1);
        }

        // Whoever comes here has put his last one in.
        mail.Empty(static hold => hold.GiveBack());
    }

    // False once the gate refuses.
    private static bool Act(CrewMember me, Cage cage, Mailbox<Stay> mail, ref Stay? stale)
    {
        switch (me.Random.Next(64))
        {
            case < 16:
                return Use(cage, ref stale);
            case < 24:
                return Nest(cage, new GateTicket[me.Random.Next(1, Deepest)], me.Random);
            case < 32:
                return Copy(cage);
            case < 40:
                return Pass(me, cage, mail);
            case < 48:
                if (mail.Take(me.Random.Next(8)) is { } hold)
                {
                    hold.GiveBack();
                    stale = hold;
                }

                return true;
            case < 52:
                return Again(cage, stale);
            case < 56:
                return Name(cage);
            case < 63:
                return Throw(cage);
            default:
                mail.Empty(static hold => hold.GiveBack()); // or it would wait for what only it may take out
                Revoke(cage, me.Random);
                return false;
        }
    }

    private static bool Use(Cage cage, ref Stay? stale)
    {
        if (!cage.TryEnter(out var ticket))
        {
            return false;
        }

        cage.Look("a use");
        cage.LookForOneself("a use");
        cage.Look("a use");
        cage.Leave(ticket);
        stale = new Stay(cage, ticket);
        return true;
    }

    private static bool Nest(Cage cage, GateTicket[] tickets, Random random)
    {
        var depth = 0;
        while (depth < tickets.Length && cage.TryEnter(out tickets[depth]))
        {
            depth++;
        }

        var left = tickets.AsSpan(0, depth);
        random.Shuffle(left);
        foreach (var ticket in left)
        {
            cage.Look("a nested use");
            cage.LookForOneself("a nested use");
            cage.Leave(ticket);
        }

        return depth == tickets.Length;
    }

    private static bool Copy(Cage cage)
    {
        if (!cage.TryEnter(out var first))
        {
            return false;
        }

        var copy = first;
        cage.Leave(first);
        return Again(cage, new Stay(cage, copy));
    }

    // A ticket that has left, of this cage or an earlier one, is used again while its slot may have the next stay in it.
    private static bool Again(Cage cage, Stay? stale)
    {
        if (!cage.TryEnter(out var ticket))
        {
            return false;
        }

        stale?.Cage.LeaveAgain(stale.Ticket);
        cage.LookForOneself("a use after somebody else's ticket was used again");
        cage.Look("a use after somebody else's ticket was used again");
        cage.Leave(ticket);
        cage.LeaveAgain(ticket);
        return true;
    }

    private static bool Pass(CrewMember me, Cage cage, Mailbox<Stay> mail)
    {
        if (!cage.TryHold(out var ticket))
        {
            return false;
        }

        cage.LookForOneself("a hold");
        mail.Exchange(new Stay(cage, ticket), me.Random.Next(8))?.GiveBack();
        return true;
    }

    private static bool Name(Cage cage)
    {
        if (!cage.TryEnter("read", out var ticket))
        {
            return false;
        }

        cage.LookForOneself("a named use");
        cage.Look("a named use");
        cage.Leave(ticket);
        return true;
    }

    private static bool Throw(Cage cage)
    {
        if (!cage.TryEnter(out var ticket))
        {
            return false;
        }

        try
        {
            cage.Look("a use that throws");
            throw new InvalidOperationException("as a driver may");
        }
        catch (InvalidOperationException)
        {
            return true;
        }
        finally
        {
            cage.Look("a use that has thrown");
            cage.Leave(ticket);
        }
    }

    private static void EndInside(Cage cage, int uses)
    {
        var thread = new Thread(() =>
        {
            for (var i = 0; i < uses; i++)
            {
                cage.TryEnter(out _);
            }
        });
        thread.Start();
        thread.Join();
    }
}
