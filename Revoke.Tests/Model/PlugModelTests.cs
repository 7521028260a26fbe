using CsCheck;

namespace Revoke.Tests.Model;

/// <summary>Random scripts on several threads under a device that comes and goes: old generations stay dead, the new one works, each file is released once.</summary>
[CancelAfter(300_000)]
public sealed class PlugModelTests
{
    private static readonly Gen<PlugAct> Acts = Gen.Frequency(
        (4, Gen.Const(PlugAct.Follow)),
        (3, Gen.Const(PlugAct.OpenNode)),
        (3, Gen.Const(PlugAct.Open)),
        (2, Gen.Const(PlugAct.Read)),
        (2, Gen.Const(PlugAct.ReadAsync)),
        (2, Gen.Const(PlugAct.TryRead)),
        (6, Gen.Const(PlugAct.Write)),
        (3, Gen.Const(PlugAct.Use)),
        (2, Gen.Const(PlugAct.DisposeFile)),
        (4, Gen.Const(PlugAct.Feed)),
        (2, Gen.Const(PlugAct.Unplug)),
        (2, Gen.Const(PlugAct.UnplugEventFirst)),
        (5, Gen.Const(PlugAct.Replug)));

    private static readonly Gen<PlugStep[][]> Scripts = Gen.Select(Acts, Gen.Int[0, 9], (act, target) => new PlugStep(act, target)).Array[1, 16].Array[2, 4];

    [Test]
    public async Task Generations_AnyOrderOnSeveralThreads_IsOneTheModelAllows() =>
        await Scripts.SampleAsync(RunAsync, iter: 200, threads: 1, print: Print);

    /// <summary>The model is no rubber stamp: one changed effect in a real history is found.</summary>
    [Test]
    public async Task Control_HistoryWithOneForgedEffect_IsAContradiction()
    {
        using var world = new PlugWorld();
        foreach (var (act, target) in new[]
                 {
                     (PlugAct.Replug, 0), (PlugAct.Follow, 0), (PlugAct.Open, 0), (PlugAct.OpenNode, 0), (PlugAct.Write, 0), (PlugAct.Write, 1), (PlugAct.Read, 0), (PlugAct.Use, 0),
                     (PlugAct.Unplug, 0), (PlugAct.Unplug, 0), (PlugAct.Follow, 0), (PlugAct.Write, 1), (PlugAct.Use, 0), (PlugAct.Feed, 0),
                     (PlugAct.Replug, 0), (PlugAct.Follow, 0), (PlugAct.Write, 1), (PlugAct.OpenNode, 1), (PlugAct.Write, 2), (PlugAct.UnplugEventFirst, 0), (PlugAct.Write, 2),
                     (PlugAct.DisposeFile, 2), (PlugAct.Write, 2),
                 })
        {
            await world.RunAsync(new PlugStep(act, target));
        }

        var history = world.History.ToList();
        Assert.That(new PlugModel(history).Contradictions(), Is.Empty);
        for (var i = 0; i < history.Count; i++)
        {
            foreach (var effect in Enum.GetValues<PlugEffect>().Where(effect => effect != history[i].Effect && IsWorthATry(history[i], effect)))
            {
                var forged = history.ToList();
                forged[i] = forged[i] with { Effect = effect };
                Assert.That(new PlugModel(forged).Contradictions(), Is.Not.Empty, forged[i].ToString());
            }
        }

        var last = history.FindLastIndex(static record => record is { Act: PlugAct.Follow, Effect: PlugEffect.Done });
        history[last] = history[last] with { Generation = 1 };
        Assert.That(new PlugModel(history).Contradictions(), Is.Not.Empty, "a generation that is not counted");
    }

    // A follow that fails leaves no scope for what comes after it, and an operation knows nothing of the device's being there.
    private static bool IsWorthATry(PlugRecord record, PlugEffect effect) => record.Act switch
    {
        PlugAct.Follow => record.Effect == PlugEffect.Impossible && effect != PlugEffect.Done,
        PlugAct.Unplug or PlugAct.UnplugEventFirst or PlugAct.Replug or PlugAct.Feed => effect is PlugEffect.Done or PlugEffect.Impossible,
        _ => true,
    };

    private static async Task RunAsync(PlugStep[][] scripts)
    {
        using var world = new PlugWorld();

        // The last unplug is part of the history.
        await ConcurrentScripts.RunAsync(scripts, world.RunAsync, () => world.RunAsync(new PlugStep(PlugAct.Unplug, 0)), TimeSpan.FromMilliseconds(20));
        await world.RunAsync(new PlugStep(PlugAct.Unplug, 0));
        foreach (var scope in world.Scopes)
        {
            await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.That(new PlugModel(world.History).Contradictions(), Is.Empty, () => string.Join("\n", world.History));
        Assert.That(world.Operations.SelectMany(static operations => operations.Violations), Is.Empty);
        Assert.That(world.Operations.Select(static operations => operations.Releases), Is.All.EqualTo(1));
        Assert.That(world.Files.Select(static file => file.IsReleased), Is.All.True);
    }

    private static string Print(PlugStep[][] scripts) =>
        string.Join("\n", scripts.Select(script => string.Join(", ", script.Select(step => $"{step.Act}({step.Target})"))));
}
