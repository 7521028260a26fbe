using System.Runtime.CompilerServices;

namespace Revoke.Tests.Scopes;

public sealed class AbandonedScopeTests
{
    [Test]
    public void Children_NobodyRefersToAnyMore_AreCollected()
    {
        using var parent = new RevokeScope("parent");
        var abandoned = AbandonChildren(parent, 1_000);
        Collect();
        Assert.That(abandoned.Count(weak => weak.IsAlive), Is.LessThan(10), "a frame may keep the last ones");
        Assert.That(parent.Revoke(RevokeReason.Unplugged).IsCompleted);
    }

    [Test]
    public void Scope_NobodyRefersToAnyMore_ReleasesWhatItHoldsOnce()
    {
        var probe = new Probe();
        Abandon(probe);
        SpinWait.SpinUntil(
            () =>
            {
                Collect();
                return probe.Releases > 0;
            },
            TimeSpan.FromSeconds(30));
        Collect();
        Assert.That(probe.Releases, Is.EqualTo(1));
    }

    [Test]
    public void Scope_WhoseObjectIsStillReferredTo_Lives()
    {
        var probe = new Probe();
        var guarded = Keep(probe);
        Collect();
        using (guarded.Enter())
        {
            Assert.That(probe.Releases, Is.Zero);
        }

        guarded.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] AbandonChildren(RevokeScope parent, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new WeakReference(parent.CreateChild("abandoned")))];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(Probe probe) => probe.Guard(new RevokeScope("abandoned"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Revocable<Probe> Keep(Probe probe) => probe.Guard(new RevokeScope("kept"));

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
