using System.Diagnostics;
using System.Reflection;

namespace Revoke.Tests.Scopes;

[TestFixture]
[CancelAfter(30_000)]
public sealed class ActiveWaitsTests
{
    [Test]
    public async Task RevokeAsync_SettledWhileBegun_LeavesNothingInTheStaticList()
    {
        var list = (System.Collections.IList)typeof(RevokeScope).Assembly.GetType("Revoke.ActiveWaits")!.GetField("s_waits", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        var before = list.Count;
        var watch = Stopwatch.StartNew();
        var rounds = 0;
        async Task Loop(int seed)
        {
            while (watch.Elapsed < TimeSpan.FromSeconds(15))
            {
                var round = Interlocked.Increment(ref rounds);
                var scope = new RevokeScope("leak");
                var hold = scope.Hold();
                var t = Task.Run(hold.Dispose);
                Thread.SpinWait((round + seed) % 300);
                await scope.RevokeAsync(RevokeReason.Unplugged);
                await t;
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Loop(i * 37))));

        await Task.Delay(200);
        Assert.That(list.Count - before, Is.Zero, $"left over after {rounds} rounds");
    }
}
