namespace Revoke.Tests.Scopes;

/// <summary>Revoke and dispose by somebody who is inside himself. Deadlines are infinite: waiting for oneself would hang, not time out.</summary>
public sealed class RevokeFromInsideTests
{
    private static readonly RevokeScopeOptions Forever = new() { DrainTimeout = Timeout.InfiniteTimeSpan };

    [Test]
    public async Task Revoke_FromInsideAUse_DoesNotWaitForItselfAndReleasesAfterIt()
    {
        using var scope = new RevokeScope("self", Forever);
        var probe = new Probe();
        using var guarded = probe.Guard(scope);
        await Party.Start(_ =>
        {
            using (scope.Enter())
            using (scope.Enter())
            {
                var outcome = scope.Revoke(RevokeReason.Unplugged);
                Assert.That((outcome.WasFirst, outcome.IsCompleted, outcome.Stuck.Count, probe.Releases), Is.EqualTo((true, false, 0, 0)));
            }
        }).Ended;

        Assert.That((await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30))).Released, Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_FromInsideAUseOfAScopeBelow_DoesNotWaitForItself()
    {
        using var parent = new RevokeScope("parent", Forever);
        using var child = parent.CreateChild("child");
        await Party.Start(_ =>
        {
            using (child.Enter())
            {
                Assert.That(parent.Revoke(RevokeReason.Unplugged).IsCompleted, Is.False);
            }
        }).Ended;
        await parent.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task Revoke_FromInsideAUse_StillWaitsForOthers()
    {
        using var scope = new RevokeScope("self and other", Forever);
        var other = Party.Start(me =>
        {
            using var use = scope.Enter();
            me.Stop();
        });
        await other.ReachedStopAsync();
        var revoker = Party.Start(_ =>
        {
            using (scope.Enter())
            {
                Assert.That(scope.Revoke(RevokeReason.Unplugged).Stuck, Is.Empty);
                Assert.That(other.Thread.Join(0) || other.Ended.IsCompleted || scope.CaptureUses().Count == 1, "only its own use is left");
            }
        });
        await revoker.SleepsAsync();

        other.GoOn();

        await Task.WhenAll(other.Ended, revoker.Ended);
        await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task RevokeAsync_FromInsideAUse_DoesNotWaitForItself()
    {
        using var scope = new RevokeScope("async self", Forever);
        await Party.Start(_ =>
        {
            using (scope.Enter())
            {
                Assert.That(scope.RevokeAsync(RevokeReason.Unplugged).IsCompletedSuccessfully);
            }
        }).Ended;
        await scope.WaitForCompletionAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task Revoke_EachOtherInACycle_AllEndWithoutTheDeadline([Values(2, 3, 7)] int size)
    {
        var scopes = Enumerable.Range(0, size).Select(i => new RevokeScope($"cycle {i}", Forever)).ToArray();
        var probe = new Probe[size];
        var parties = new Party[size];
        for (var i = 0; i < size; i++)
        {
            var (own, next, n) = (scopes[i], scopes[(i + 1) % size], i);
            probe[n] = new Probe();
            probe[n].Guard(own);
            parties[n] = Party.Start(me =>
            {
                using (own.Enter())
                {
                    me.Stop();
                    Assert.That(next.Revoke(RevokeReason.Unplugged).Stuck, Is.Empty);
                }
            });
        }

        foreach (var party in parties)
        {
            await party.ReachedStopAsync();
        }

        foreach (var party in parties)
        {
            party.GoOn();
        }

        await Task.WhenAll(parties.Select(party => party.Ended));
        await Task.WhenAll(scopes.Select(scope => scope.WaitForCompletionAsync())).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(probe.Select(one => one.Releases), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Revoke_EachOther_BothEndThoughNeitherLeavesItsUse()
    {
        for (var round = 0; round < 50; round++)
        {
            using var one = new RevokeScope("one", Forever);
            using var other = new RevokeScope("other", Forever);
            Party Start(RevokeScope own, RevokeScope next) => Party.Start(me =>
            {
                using (own.Enter())
                {
                    me.Stop();
                    Assert.That(next.Revoke(RevokeReason.Unplugged).Stuck, Is.Empty);

                    // Inside until both have returned: leaving would wake the other by itself.
                    me.Stop();
                }
            });
            Party[] parties = [Start(one, other), Start(other, one)];
            for (var stop = 0; stop < 2; stop++)
            {
                foreach (var party in parties)
                {
                    await party.ReachedStopAsync();
                }

                foreach (var party in parties)
                {
                    party.GoOn();
                }
            }

            await Task.WhenAll(parties.Select(party => party.Ended));
        }
    }

    [Test]
    public async Task Dispose_EachOthersObjectInACycle_AllEndWithoutTheDeadline()
    {
        using var scope = new RevokeScope("objects", Forever);
        var (one, other) = (new Probe(), new Probe());
        var (first, second) = (one.Guard(scope), other.Guard(scope));
        Party Start(Revocable<Probe> own, Revocable<Probe> next) => Party.Start(me =>
        {
            using (own.Enter())
            {
                me.Stop();
                next.Dispose();
            }
        });
        Party[] parties = [Start(first, second), Start(second, first)];
        foreach (var party in parties)
        {
            await party.ReachedStopAsync();
        }

        foreach (var party in parties)
        {
            party.GoOn();
        }

        await Task.WhenAll(parties.Select(party => party.Ended));
        SpinWait.SpinUntil(() => one.Releases + other.Releases == 2, TimeSpan.FromSeconds(30));
        Assert.That((one.Releases, other.Releases), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Dispose_FromInsideItsOwnUse_ReleasesAfterIt()
    {
        using var scope = new RevokeScope("own", Forever);
        var probe = new Probe();
        var guarded = probe.Guard(scope);
        await Party.Start(_ =>
        {
            using (guarded.Enter())
            {
                guarded.Dispose();
                Assert.That(probe.Releases, Is.Zero);
            }
        }).Ended;
        SpinWait.SpinUntil(() => probe.Releases == 1, TimeSpan.FromSeconds(30));
        Assert.That(probe.Releases, Is.EqualTo(1));
    }

    [Test]
    public void Revoke_FromInsideARelease_DoesNotWaitForItself()
    {
        using var scope = new RevokeScope("from release", Forever);
        RevokeOutcome? inner = null;
        var probe = new Probe { OnRelease = () => inner = scope.Revoke(RevokeReason.Replaced) };
        using var guarded = probe.Guard(scope);

        Assert.That(scope.Revoke(RevokeReason.Unplugged).IsCompleted);
        Assert.That((inner!.WasFirst, inner.IsCompleted), Is.EqualTo((false, false)));
    }

    [Test]
    public void Revoke_OfTheParentFromInsideARelease_DoesNotWaitForItself()
    {
        using var parent = new RevokeScope("parent", Forever);
        using var child = parent.CreateChild("child");
        var probe = new Probe { OnRelease = () => parent.Revoke(RevokeReason.Replaced) };
        using var guarded = probe.Guard(child);

        child.Revoke(RevokeReason.Unplugged);

        Assert.That(parent.WaitForCompletionAsync().Wait(TimeSpan.FromSeconds(30)));
        Assert.That(probe.Releases, Is.EqualTo(1));
    }

    [Test]
    public async Task Revoke_EachOthersScopeFromTheirReleases_AllEnd()
    {
        using var one = new RevokeScope("one", Forever);
        using var other = new RevokeScope("other", Forever);
        using var bothReleasing = new Barrier(2);
        Probe Crossing(RevokeScope next) => new()
        {
            OnRelease = () =>
            {
                bothReleasing.SignalAndWait();
                next.Revoke(RevokeReason.Replaced);
            },
        };
        Crossing(other).Guard(one);
        Crossing(one).Guard(other);
        var first = Party.Start(_ => one.Revoke(RevokeReason.Unplugged));
        var second = Party.Start(_ => other.Revoke(RevokeReason.Unplugged));

        await Task.WhenAll(first.Ended, second.Ended);
        await Task.WhenAll(one.WaitForCompletionAsync(), other.WaitForCompletionAsync()).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task Revoke_WhileAnotherReleases_WaitsForTheRelease()
    {
        using var scope = new RevokeScope("slow release", Forever);
        using var go = new SemaphoreSlim(0);
        using var releasing = new SemaphoreSlim(0);
        using var hold = scope.Hold("until both wait");
        new Probe
        {
            OnRelease = () =>
            {
                releasing.Release();
                go.Wait();
            },
        }.Guard(scope);
        var first = Party.Start(_ => Assert.That(scope.Revoke(RevokeReason.Unplugged).IsCompleted));
        await first.SleepsAsync();
        hold.Dispose();
        await releasing.WaitAsync();
        var second = Party.Start(_ => Assert.That(scope.Revoke(RevokeReason.Replaced).IsCompleted, "the release was waited for"));
        await second.SleepsAsync();
        Assert.That(second.Thread.IsAlive);

        go.Release();

        await Task.WhenAll(first.Ended, second.Ended);
    }

    [Test]
    public async Task Revoke_WhileARelease_BeginsToWaitForTheSameScope_DoesNotWaitForIt()
    {
        using var scope = new RevokeScope("crossing", Forever);
        using var other = new RevokeScope("other", Forever);
        using var go = new SemaphoreSlim(0);
        using var releasing = new SemaphoreSlim(0);
        var inside = Party.Start(me =>
        {
            using var use = other.Enter();
            me.Stop();

            // Waits for the release that is going on; its own use is what that release then waits for.
            scope.Revoke(RevokeReason.Replaced);
        });
        await inside.ReachedStopAsync();
        new Probe
        {
            OnRelease = () =>
            {
                releasing.Release();
                go.Wait();
                other.Revoke(RevokeReason.Replaced);
            },
        }.Guard(scope);
        var releaser = Party.Start(_ => scope.Revoke(RevokeReason.Unplugged));
        await releasing.WaitAsync();
        inside.GoOn();
        await inside.SleepsAsync();
        go.Release();

        await Task.WhenAll(inside.Ended, releaser.Ended);
        await Task.WhenAll(scope.WaitForCompletionAsync(), other.WaitForCompletionAsync()).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task Release_ThatRevokesSomethingElse_IsCompleteOnlyWithIt()
    {
        using var scope = new RevokeScope("device", Forever);
        using var helper = new RevokeScope("helper", Forever);
        var hold = helper.Hold("working");
        using var guarded = new Probe { OnRelease = () => _ = helper.RevokeAsync(RevokeReason.Replaced) }.Guard(scope);

        var revoke = scope.RevokeAsync(RevokeReason.Unplugged);

        Assert.That((revoke.IsCompleted, helper.IsRevoked), Is.EqualTo((false, true)), "what release scheduled is drained too");
        hold.Dispose();
        Assert.That((await revoke.WaitAsync(TimeSpan.FromSeconds(30))).IsCompleted);
    }
}
