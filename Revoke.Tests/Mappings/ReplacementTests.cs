using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings;

/// <summary>What a revoke puts in a mapping's place, and when.</summary>
public sealed class ReplacementTests
{
    private const int Length = 10_000;

    private TemporaryFolder _folder = null!;
    private RevokeScope _scope = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _scope = new RevokeScope("replaced", new RevokeScopeOptions { DrainTimeout = TimeSpan.Zero });
    }

    [TearDown]
    public void TearDown()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [TestCase(null, null, 0)]
    [TestCase(null, true, 0xFF)]
    [TestCase(AfterRevoke.Ones, false, 0xFF)]
    [TestCase(AfterRevoke.Zeros, true, 0)]
    public void Revoke_NobodyInside_ThePolicysBytesStandThere(AfterRevoke? policy, bool? isDevice, int expected)
    {
        using var mapping = Map(new MappingOptions { AfterRevoke = policy, IsDeviceMemory = isDevice, Access = FileAccess.ReadWrite });

        var outcome = _scope.Revoke(RevokeReason.Policy("over"));

        Assert.That(outcome.IsCompleted && outcome.NotReplaced.Count == 0 && outcome.Released == 1, outcome.ToString());
        Assert.That(Bytes.ReadRaw(mapping), Is.All.EqualTo(expected));
        Assert.That(File.ReadAllBytes(_folder["bytes"]), Is.EqualTo(Bytes.Make(Length)));
    }

    [TestCase(AfterRevoke.Zeros)]
    [TestCase(AfterRevoke.Ones)]
    public unsafe void Revoke_WrittenToAfterwards_NeverLeavesTheProcess(AfterRevoke policy)
    {
        using var mapping = Map(new MappingOptions { AfterRevoke = policy, Access = FileAccess.ReadWrite });
        using var other = Map(new MappingOptions { AfterRevoke = policy, Access = FileAccess.ReadWrite });
        _scope.Revoke(RevokeReason.Policy("over"));

        mapping.DangerousGetPointer()[5] = 7;

        Assert.That(Bytes.ReadRaw(mapping)[5], Is.EqualTo(7));
        Assert.That(Bytes.ReadRaw(other)[5], Is.Not.EqualTo(7));
        Assert.That(File.ReadAllBytes(_folder["bytes"]), Is.EqualTo(Bytes.Make(Length)));
    }

    [Test]
    public void Revoke_LongerThanThePagesOfOnes_IsOnesToItsEnd()
    {
        using (var file = File.Create(_folder["long"]))
        {
            file.SetLength((5 << 20) + 3);
        }

        using var mapping = _scope.Map(_folder["long"], new MappingOptions { AfterRevoke = AfterRevoke.Ones });

        _scope.Revoke(RevokeReason.Policy("over"));

        Assert.That(Bytes.ReadRaw(mapping).AsSpan().IndexOfAnyExcept((byte)0xFF), Is.EqualTo(-1));
    }

    [Test]
    public void Revoke_OfManySideBySide_ReplacesEachByItsOwnPolicy()
    {
        var policies = new[] { AfterRevoke.Zeros, AfterRevoke.Zeros, AfterRevoke.Ones, AfterRevoke.Ones, AfterRevoke.Zeros };
        var mappings = Enumerable.Range(0, 100).Select(i => Map(new MappingOptions { AfterRevoke = policies[i % policies.Length] })).ToList();

        var outcome = _scope.Revoke(RevokeReason.Policy("over"));

        Assert.That(outcome.IsCompleted && outcome.Released == 100, outcome.ToString());
        for (var i = 0; i < mappings.Count; i++)
        {
            Assert.That(Bytes.ReadRaw(mappings[i]), Is.All.EqualTo(policies[i % policies.Length] == AfterRevoke.Ones ? 0xFF : 0), $"mapping {i}");
            mappings[i].Dispose();
        }
    }

    [TestCase(RevokeCause.Unplugged, true, true)]
    [TestCase(RevokeCause.Unbound, true, true)]
    [TestCase(RevokeCause.Policy, true, false)]
    [TestCase(RevokeCause.Unplugged, false, false)]
    public async Task Revoke_SomebodyInside_ReplacesFirstWhatIsADevicesThatIsGone(RevokeCause cause, bool isDevice, bool isReplaced)
    {
        using var mapping = Map(new MappingOptions { IsDeviceMemory = isDevice, AfterRevoke = AfterRevoke.Ones });
        var hold = mapping.Hold(0, 4);

        var outcome = await _scope.RevokeAsync(new RevokeReason(cause), TimeSpan.Zero);

        Assert.That(hold.Memory.Span[1], Is.EqualTo(isReplaced ? 0xFF : 1));
        Assert.That(outcome.NotReplaced.Count, Is.EqualTo(isReplaced ? 0 : 1));
        Assert.That((outcome.IsCompleted, outcome.Stuck.Count, outcome.Released), Is.EqualTo((false, 1, 0)));
        hold.Dispose();
        Assert.That((await _scope.WaitForCompletionAsync()).NotReplaced, Is.Empty);
        Assert.That(Bytes.ReadRaw(mapping), Is.All.EqualTo(0xFF));
    }

    [Test]
    public async Task Revoke_MayBeReplacedUnderUse_IsAtTheDeadlineAndNotBefore()
    {
        using var mapping = Map(new MappingOptions { ReplaceUnderUse = true });
        using var kept = Map(new MappingOptions());
        using var hold = mapping.Hold(0, 4);
        using var other = kept.Hold(0, 4);
        var running = _scope.RevokeAsync(RevokeReason.Policy("over"), Timeout.InfiniteTimeSpan);
        Assert.That(hold.Memory.Span[1], Is.EqualTo(1), "nobody has come to his deadline yet");

        var outcome = _scope.Revoke(RevokeReason.Policy("again"), TimeSpan.FromMilliseconds(1));

        Assert.That((hold.Memory.Span[1], other.Memory.Span[1]), Is.EqualTo(((byte)0, (byte)1)));
        Assert.That(outcome.NotReplaced, Is.EqualTo(new[] { $"mapping of '{_folder["bytes"]}' of 'replaced'" }));
        hold.Dispose();
        other.Dispose();
        Assert.That((await running).IsCompleted);
    }

    [Test]
    public void Revoke_FromInsideAView_ReplacesWhenTheViewHasBeenLeft()
    {
        using var mapping = Map(new MappingOptions { ReplaceUnderUse = true });
        using (var view = mapping.View())
        {
            var outcome = _scope.Revoke(RevokeReason.Policy("by myself"), Timeout.InfiniteTimeSpan);

            Assert.That((outcome.IsCompleted, outcome.Stuck.Count, view.Span[1]), Is.EqualTo((false, 0, (byte)1)));
        }

        Assert.That(_scope.WaitForCompletionAsync().Wait(TimeSpan.FromSeconds(30)));
        Assert.That(Bytes.ReadRaw(mapping), Is.All.Zero);
    }

    /// <summary>Either it is refused, or lives, or is dead and replaced when the call returns.</summary>
    [Test]
    [CancelAfter(60_000)]
    public async Task Map_RacingRevoke_IsNeverAliveAfterwards(CancellationToken cancellationToken)
    {
        File.WriteAllBytes(_folder["bytes"], Bytes.Make(Length));
        var overtaken = 0;
        for (var round = 0; round < 5_000 && overtaken < 20; round++)
        {
            using var scope = new RevokeScope("late", new RevokeScopeOptions { DrainTimeout = Timeout.InfiniteTimeSpan });
            var delay = round % 50;
            var mappings = await Together.RunAsync(2, thread => thread == 0 ? MapOrNothing(scope) : Revoke(scope, delay), cancellationToken);
            if (mappings[0] is { } mapping)
            {
                overtaken += Bytes.ReadRaw(mapping)[1] == 0 ? 1 : 0;
                await scope.WaitForCompletionAsync(cancellationToken);
                Assert.That(Bytes.ReadRaw(mapping), Is.All.Zero);
                mapping.Dispose();
            }
        }

        Assert.That(overtaken, Is.Positive, "never was there a race");

        RevocableMapping? MapOrNothing(RevokeScope scope)
        {
            try
            {
                var mapping = scope.Map(_folder["bytes"]);
                Assert.That(!mapping.IsRevoked || Bytes.ReadRaw(mapping)[1] == 0 || !scope.Revoke(RevokeReason.Policy("over"), TimeSpan.Zero).IsCompleted);
                return mapping;
            }
            catch (RevokedException)
            {
                return null;
            }
        }

        static RevocableMapping? Revoke(RevokeScope scope, int delay)
        {
            Thread.SpinWait(delay * 20);
            scope.Revoke(RevokeReason.Policy("over"));
            return null;
        }
    }

    [Test]
    public void Dispose_AfterRevoke_GivesTheAddressesBackAndNotBefore()
    {
        var mapping = Map(new MappingOptions());
        var address = Bytes.Touch(mapping);
        _scope.Revoke(RevokeReason.Policy("over"));
        Assert.That(Bytes.IsMapped(address));

        mapping.Dispose();
        mapping.Dispose();

        Assert.That(Bytes.IsMapped(address), Is.False);
    }

    [Test]
    public void Pin_OutlivesHoldRevokeAndDispose_KeepsTheAddresses()
    {
        var mapping = Map(new MappingOptions());
        var address = Bytes.Touch(mapping);
        var hold = mapping.Hold(0, 16);
        var pin = hold.Memory.Pin();
        hold.Dispose();

        Assert.That(_scope.Revoke(RevokeReason.Policy("over")).IsCompleted, "a pin holds up nothing");
        mapping.Dispose();

        unsafe
        {
            Assert.That(((byte*)pin.Pointer)[1], Is.Zero);
        }

        pin.Dispose();
        Assert.That(Bytes.IsMapped(address), Is.False);
    }

    [Test]
    public void Dispose_PinnedAndNotRevoked_ShowsThePolicysBytes()
    {
        var mapping = Map(new MappingOptions());
        var hold = mapping.Hold(0, 16);
        using var pin = hold.Memory.Pin();
        hold.Dispose();

        mapping.Dispose();

        unsafe
        {
            Assert.That(((byte*)pin.Pointer)[1], Is.Zero);
        }
    }

    private RevocableMapping Map(MappingOptions options) => Bytes.Map(_scope, _folder, Length, options);
}
