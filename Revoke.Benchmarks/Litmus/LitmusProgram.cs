using System.Globalization;
using Revoke.Benchmarks.Litmus.Parts;
using Revoke.Guards;

namespace Revoke.Benchmarks.Litmus;

/// <summary>
/// <c>./bench litmus</c>: revoke against everything that enters and leaves, with something taken away that must not be in use. First the control,
/// the same gate with the barrier left out: if that is not caught, nothing that follows would say anything.
/// </summary>
internal sealed class LitmusProgram(LitmusOptions options, TextWriter output, Watchdog watchdog)
{
    /// <summary>What follows the command's name.</summary>
    internal const string Synopsis = "[--seconds N] [--seed N]";

    private static readonly LitmusPart[] s_parts =
    [
        new("duel", 40, Duel.Play),
        new("gate-zoo", 15, GateZoo.Play),
        new("scope-zoo", 15, ScopeZoo.Play),
        new("batch", 15, Batch.Play),
        new("promotion", 15, Promotion.Play),
    ];

    /// <summary>Reads the words, runs, and ends the process itself if the run stands still.</summary>
    /// <returns>An exit code of <see cref="LitmusExit"/>.</returns>
    internal static int Run(IReadOnlyList<string> words, TextWriter output, TextWriter error)
    {
        if (LitmusOptions.TryParse(words, seed: Random.Shared.Next()) is not { } options)
        {
            error.WriteLine($"bench: not understood: litmus {string.Join(' ', words)}\n./bench litmus {Synopsis}");
            return LitmusExit.Usage;
        }

        if (!GateChoice.IsAsymmetric)
        {
            error.WriteLine($"The asymmetric gate is not in use here: {(GateChoice.IsSwitchedOff ? "the application has chosen the other one" : "membarrier(2) is missing")}.");
            return LitmusExit.Unsupported;
        }

        using var watchdog = new Watchdog(options.Patience, where =>
        {
            output.WriteLine($"HANG  {where}");
            output.Flush();
            Environment.Exit(LitmusExit.Violation);
        });
        return new LitmusProgram(options, output, watchdog).Run();
    }

    private int Run()
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# seed {options.Seed}"));
        var control = new LitmusPart("control", 0, Duel.Play);
        if (!Play(control, options.ControlLimit, isControl: true).IsGood)
        {
            output.WriteLine("inconclusive: a gate without the barrier was not caught, so this machine shows nothing now");
            return LitmusExit.Inconclusive;
        }

        var isGood = true;
        foreach (var part in s_parts)
        {
            isGood &= Play(part, options.Time * part.Share / 100, isControl: false).IsGood;
        }

        return isGood ? LitmusExit.Pass : LitmusExit.Violation;
    }

    private PartResult Play(LitmusPart part, TimeSpan time, bool isControl)
    {
        var stage = new Stage(part.Name, time, options.Seed, watchdog)
        {
            HasBarrier = isControl ? options.Broken == Breakage.Control : options.Broken != Breakage.Barrier,
            HasWake = options.Broken != Breakage.Wake,
            EndsWhenCaught = isControl,
        };
        var revokes = part.Play(stage);
        var result = new PartResult(part.Name, revokes, stage.Sightings.Count, stage.Elapsed.TotalSeconds, isControl);
        output.WriteLine(result.ToString());
        foreach (var seen in stage.Sightings.First)
        {
            output.WriteLine($"    {seen}");
        }

        return result;
    }
}
