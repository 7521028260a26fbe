using Revoke.Benchmarks.Litmus.Things;
using Revoke.Guards;

namespace Revoke.Benchmarks.Litmus.Parts;

/// <summary>Many gates are closed, then comes one barrier for all of them, and one look at everybody's slots.</summary>
internal static class Batch
{
    private const int Largest = 400;
    private const int Few = 8;
    private const int LateVisits = 32;

    internal static long Play(Stage stage)
    {
        using var crew = new Crew<Cage[]>(stage, 1, Visit, static cages => Array.ForEach(cages, static cage => cage.Check()), isApart: true);
        var random = stage.CreateRandom(0);
        var revokes = 0L;
        while (stage.Next())
        {
            var cages = new Cage[random.Next(2, random.Next(2) == 0 ? Few : Largest)];
            for (var i = 0; i < cages.Length; i++)
            {
                cages[i] = stage.CreateCage();
                if (i % 3 != 0)
                {
                    cages[i].Promote();
                }
            }

            crew.Show(cages);
            cages[^1].AwaitVisits(random.Next(20));
            Close(stage, cages);
            stage.Doing("waiting for who is inside");
            TakeEach(cages);
            revokes += cages.Length;
        }

        return revokes;
    }

    private static void Close(Stage stage, Cage[] cages)
    {
        var needsBarrier = false;
        foreach (var cage in cages)
        {
            needsBarrier |= cage.BeginClose();
        }

        if (needsBarrier && stage.HasBarrier)
        {
            ProcessBarrier.Issue();
        }
    }

    private static void TakeEach(Cage[] cages)
    {
        var spin = default(SpinWait);
        var left = new List<Cage>(cages);
        while (left.Count > 0)
        {
            SlotSnapshot? snapshot = null;
            left.RemoveAll(cage =>
            {
                var isEmpty = cage.IsEmpty(ref snapshot);
                if (isEmpty)
                {
                    cage.Take();
                }

                return isEmpty;
            });
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private static void Visit(CrewMember me, Cage[] cages)
    {
        // Still for a while after the last one is being closed: those closed first are refused already, and the last ones are being closed: it is most often in one of those.
        for (var late = 0; late < LateVisits; late += cages[^1].IsClosing ? 1 : 0)
        {
            var cage = cages[^(1 + me.Random.Next(me.Random.Next(4) == 0 ? cages.Length : 2))];
            if (!cage.TryEnter(out var ticket))
            {
                continue;
            }

            cage.Look("a use");
            cage.Look("a use");
            cage.Leave(ticket);
            Volatile.Write(ref cage.Visits, cage.Visits + 1);
            me.Clog((int)cage.Visits & 3);
        }
    }
}
