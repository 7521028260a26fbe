using Revoke.Benchmarks.Litmus.Things;
using Revoke.Guards;

namespace Revoke.Benchmarks.Litmus.Parts;

/// <summary>Many gates are closed, then comes one barrier for all of them, and one look at everybody's slots.</summary>
internal static class Batch
{
    private const int Largest = 400;
    private const int LateVisits = 32;

    internal static long Play(Stage stage)
    {
        using var crew = new Crew<Cage[]>(stage, 2, Visit, static cages => Array.ForEach(cages, static cage => cage.Check()));
        var random = stage.CreateRandom(0);
        var revokes = 0L;
        while (stage.Next())
        {
            var cages = new Cage[random.Next(2, Largest)];
            for (var i = 0; i < cages.Length; i++)
            {
                cages[i] = stage.CreateCage();
                if (i % 3 != 0)
                {
                    cages[i].Promote();
                }
            }

            crew.Show(cages);
            cages[random.Next(cages.Length)].AwaitVisits(random.Next(3));
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
        // Still for a while after the last one is being closed: those closed first are refused already, and the last ones are being closed.
        for (var late = 0; late < LateVisits; late += cages[^1].IsClosing ? 1 : 0)
        {
            var cage = cages[me.Random.Next(cages.Length)];
            if (!cage.TryEnter(out var ticket))
            {
                continue;
            }

            cage.Look("a use");
            cage.Look("a use");
            cage.Leave(ticket);
            Volatile.Write(ref cage.Visits, cage.Visits + 1);
            me.Clog(late & 3);
        }
    }
}
