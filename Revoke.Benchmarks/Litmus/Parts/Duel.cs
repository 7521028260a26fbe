using Revoke.Benchmarks.Litmus.Things;

namespace Revoke.Benchmarks.Litmus.Parts;

/// <summary>One who enters and one who revokes, as fast as both can. Without the barrier it is the control.</summary>
internal static class Duel
{
    private const string Use = "a use";

    internal static long Play(Stage stage)
    {
        using var crew = new Crew<Cage>(stage, 1, Visit, static cage => cage.Check(), isApart: true);
        var random = stage.CreateRandom(0);
        var revokes = 0L;
        for (; stage.Next(); revokes++)
        {
            var cage = stage.CreateCage();
            cage.Promote();
            crew.Show(cage);
            cage.AwaitVisits(random.Next(1, 40));
            cage.Close();
            cage.AwaitEmpty(asleep: stage.HasBarrier && random.Next(4) == 0);
            cage.Take();
        }

        return revokes;
    }

    private static void Visit(CrewMember me, Cage cage)
    {
        for (var visits = 1; cage.TryEnter(out var ticket); visits++)
        {
            cage.Look(Use);
            if (visits % 16 == 0)
            {
                Thread.SpinWait(8);
            }

            cage.Look(Use);
            cage.Leave(ticket);
            Volatile.Write(ref cage.Visits, visits);
            me.Clog(visits & 3);
        }
    }
}
