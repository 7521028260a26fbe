using Microsoft.Extensions.Time.Testing;
using Revoke.Benchmarks.Harness;

namespace Revoke.Tests.Benchmarks;

[TestFixture]
internal sealed class PairedLoopTests
{
    private static readonly PairedLoopOptions s_options = new()
    {
        Rounds = 200,
        WarmUp = TimeSpan.FromMilliseconds(1),
        Batch = TimeSpan.FromMicroseconds(200),
    };

    [Test]
    public void Run_ContenderTwiceAsSlow_IsSeenThroughDriftAndOutliers()
    {
        var time = new FakeTimeProvider();
        var calls = 0;

        // The machine slows down all the time, and now and then something else runs.
        Action<int> Take(double microseconds) => operations =>
        {
            calls++;
            var hiccup = calls % 17 == 0 ? 5000 : 0;
            time.Advance(TimeSpan.FromMicroseconds((operations * microseconds * (1 + (calls * 1e-5))) + hiccup));
        };

        var result = new PairedLoop(time, s_options).Run(Take(1), Take(2));
        Assert.That(result.Ratio, Is.EqualTo(2).Within(0.02));
        Assert.That(result.Control, Is.EqualTo(1).Within(Bar.Tolerance));
        Assert.That(result.Ratios, Is.GreaterThanOrEqualTo(PairedLoopOptions.FewestRatios));
        Assert.That(result.Attempts, Is.EqualTo(1));
    }

    [Test]
    public void RunTimed_ControlIsOff_IsTriedAgainAndHandedOnAsItIs()
    {
        const int WarmUpCalls = 2;
        var calls = -WarmUpCalls;
        var options = s_options with { Attempts = 3, WarmUp = TimeSpan.Zero };
        var result = new PairedLoop(new FakeTimeProvider(), options).RunTimed(
            // Four rounds ask for A A', A' A, A' A, A A': each A takes half as long again.
            () => calls++ % 8 is 0 or 3 or 5 or 6 ? 150 : 100,
            () => 100);
        Assert.That(result.Control, Is.EqualTo(100.0 / 150).Within(1e-9));
        Assert.That(result.Attempts, Is.EqualTo(3));
        Assert.That(new Bar("restless", result.Ratio, 9, result.Control).Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void Run_Round_BeginsWithEachSideInTurn()
    {
        var time = new FakeTimeProvider();
        var order = new List<char>();
        Action<int> Note(char side) => operations =>
        {
            order.Add(side);
            time.Advance(TimeSpan.FromMicroseconds(operations));
        };

        new PairedLoop(time, s_options).Run(Note('A'), Note('B'));
        var measured = string.Concat(order.TakeLast(4 * s_options.Rounds));
        Assert.That(measured[..16], Is.EqualTo("ABABBABAABABBABA"));
    }
}
