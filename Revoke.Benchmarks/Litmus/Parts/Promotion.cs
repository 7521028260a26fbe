using Revoke.Benchmarks.Litmus.Things;

namespace Revoke.Benchmarks.Litmus.Parts;

/// <summary>A gate is revoked while it is young: counted, just promoted, or being promoted by a use, by two that meet, or by a hold.</summary>
internal static class Promotion
{
    private const int LastUse = 40; // some more than make the gate promote itself

    internal static long Play(Stage stage)
    {
        using var crew = new Crew<Cage>(stage, 2, Visit, static cage => cage.Check(), isApart: true);
        var random = stage.CreateRandom(0);
        var revokes = 0L;
        for (; stage.Next(); revokes++)
        {
            var cage = stage.CreateCage();
            crew.Show(cage);
            cage.AwaitVisits(random.Next(LastUse));
            cage.Close();
            cage.AwaitEmpty(asleep: random.Next(4) == 0);
            cage.Take();
        }

        return revokes;
    }

    private static void Visit(CrewMember me, Cage cage)
    {
        if (me.Lane == 0)
        {
            Use(me, cage, long.MaxValue);
        }
        else if (cage.Number % 4 == 0)
        {
            Use(me, cage, me.Random.Next(LastUse));
        }
        else if (cage.Number % 4 == 1)
        {
            Thread.SpinWait(me.Random.Next(LastUse));
            Hold(cage);
        }
    }

    private static void Use(CrewMember me, Cage cage, long times)
    {
        for (; times > 0 && cage.TryEnter(out var ticket); times--)
        {
            cage.Look("a use");
            cage.Look("a use");
            cage.Leave(ticket);
            Volatile.Write(ref cage.Visits, cage.Visits + 1);
            me.Clog((int)times & 3);
        }
    }

    private static void Hold(Cage cage)
    {
        if (cage.TryHold(out var ticket))
        {
            cage.Look("a hold");
            Thread.SpinWait(8);
            cage.Look("a hold");
            cage.Leave(ticket);
        }
    }
}
