using CsCheck;

namespace Revoke.Tests.Model;

/// <summary>Random life cycles on several threads against the slow model: open, operate, revoke and dispose in any order.</summary>
public sealed class LifeCycleModelTests
{
    private static readonly Gen<Act> Acts = Gen.Frequency(
        (6, Gen.Const(Act.Open)),
        (4, Gen.Const(Act.Read)),
        (4, Gen.Const(Act.ReadAsync)),
        (2, Gen.Const(Act.TryRead)),
        (8, Gen.Const(Act.Write)),
        (2, Gen.Const(Act.Poll)),
        (2, Gen.Const(Act.Use)),
        (3, Gen.Const(Act.DisposeFile)),
        (1, Gen.Const(Act.Revoke)),
        (1, Gen.Const(Act.RevokeAsync)),
        (1, Gen.Const(Act.RevokeInside)),
        (1, Gen.Const(Act.DisposeScope)));

    private static readonly Gen<Step[][]> Scripts =
        Gen.Select(Acts, Gen.Int[0, 2], Gen.Int[0, 7], (act, scope, file) => new Step(act, scope, file)).Array[1, 12].Array[2, 4];

    [Test]
    public async Task LifeCycle_AnyOrderOnSeveralThreads_IsOneTheModelAllows() =>
        await Scripts.SampleAsync(RunAsync, iter: 3_000, threads: 1, print: Print);

    /// <summary>The model is no rubber stamp: one changed effect in a real history is found.</summary>
    [Test]
    public async Task Control_HistoryWithOneForgedEffect_IsAContradiction()
    {
        using var world = new World();
        foreach (var act in new[] { Act.Open, Act.Write, Act.Read, Act.Revoke, Act.Write })
        {
            await world.RunAsync(new Step(act, 0, 0));
        }

        Assert.That(new SlowModel(world.History).Contradictions(), Is.Empty);
        for (var i = 0; i < world.History.Count; i++)
        {
            if (world.History[i].Step.Act == Act.Revoke)
            {
                continue;
            }

            var forged = world.History.ToList();
            forged[i] = forged[i] with { Effect = forged[i].Effect == Effect.Done ? Effect.Revoked : Effect.Done };
            Assert.That(new SlowModel(forged).Contradictions(), Is.Not.Empty, forged[i].ToString());
        }
    }

    private static async Task RunAsync(Step[][] scripts)
    {
        using var world = new World();

        // The last revoke is part of the history.
        await ConcurrentScripts.RunAsync(scripts, world.RunAsync, () => world.RunAsync(new Step(Act.Revoke, 0, 0)), TimeSpan.FromMilliseconds(4));
        await world.RunAsync(new Step(Act.RevokeAsync, 0, 0));
        await world.Root.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(new SlowModel(world.History).Contradictions(), Is.Empty);
        Assert.That(world.Operations.SelectMany(operations => operations.Violations), Is.Empty);
        Assert.That(world.Operations.Select(operations => operations.Releases), Is.All.EqualTo(1));
    }

    private static string Print(Step[][] scripts) =>
        string.Join("\n", scripts.Select(script => string.Join(", ", script.Select(step => $"{step.Act}({step.Scope},{step.File})"))));
}
