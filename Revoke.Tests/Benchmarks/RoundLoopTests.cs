using Microsoft.Extensions.Time.Testing;
using Revoke.Benchmarks.Harness;

namespace Revoke.Tests.Benchmarks;

[TestFixture]
internal sealed class RoundLoopTests
{
    private static readonly PairedLoopOptions s_options = new() { Rounds = 10, WarmUp = TimeSpan.Zero, Attempts = 1 };

    [Test]
    public void Run_SidesOfDifferentSpeed_EachFillsItsBatch()
    {
        var time = new FakeTimeProvider();
        var longest = TimeSpan.Zero;
        var loop = new RoundLoop(time, s_options);
        foreach (var (name, microseconds) in new[] { ("fast", 1.0), ("slow", 50.0) })
        {
            loop.Add(name, operations =>
            {
                var took = TimeSpan.FromMicroseconds(operations * microseconds);
                longest = took > longest ? took : longest;
                time.Advance(took);
            });
        }

        var times = loop.Run();
        Assert.That(times.Nanoseconds("fast"), Is.EqualTo(1_000).Within(1));
        Assert.That(times.Nanoseconds("slow"), Is.EqualTo(50_000).Within(1));
        Assert.That(times.Compare("fast", "slow").Ratio, Is.EqualTo(50).Within(0.01));
        Assert.That(longest, Is.LessThanOrEqualTo(4 * s_options.Batch), "a slow side runs fewer operations");
    }

    [Test]
    public void Run_SideNotMeasuredInARound_RoundDoesNotCount()
    {
        var calls = 0;
        var loop = new RoundLoop(new FakeTimeProvider(), s_options);
        loop.AddTimed("steady", () => calls++ % 4 == 0 ? double.NaN : 100);
        loop.AddTimed("other", () => 200);
        var result = loop.Run().Compare("steady", "other");
        Assert.That(result.Ratio, Is.EqualTo(2));
        Assert.That(result.Ratios, Is.EqualTo(s_options.Rounds), "every second round is left");
    }

    [Test]
    public void Run_SideNeverMeasured_BarIsInconclusive()
    {
        var loop = new RoundLoop(new FakeTimeProvider(), s_options);
        loop.AddTimed("never", () => double.NaN);
        loop.AddTimed("other", () => 200);
        var result = loop.Run().Compare("never", "other");
        Assert.That(new Bar("bar", result.Ratio, 1, result.Control).Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void Compare_UnknownSide_Throws()
    {
        var loop = new RoundLoop(new FakeTimeProvider(), s_options);
        loop.AddTimed("known", () => 1);
        Assert.That(() => loop.Run().Compare("known", "unknown"), Throws.ArgumentException);
    }
}
