using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>When a driver is released whose file is mapped, and its memory given back.</summary>
[TestFixture]
[NonParallelizable]
[CancelAfter(20_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PageStoreLifeTests
{
    private const string Memory = "revoke-pages";

    private static readonly MappingOptions s_one = new() { Length = VmDriver.Page, Access = FileAccess.ReadWrite };

    private readonly RevokeScope _scope = new("vm");
    private readonly VmDriver _driver = new();

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void Dispose_FileAlone_LeavesItsMappingsWorking()
    {
        var file = _scope.Open(_driver);
        using var mapping = file.Map(s_one);

        file.Dispose();

        Assert.That((_driver.Released, mapping.IsRevoked), Is.EqualTo((0, false)));
        using (var view = mapping.View())
        {
            Assert.That(view.Span[0], Is.EqualTo(1), "a fault after the dispose of the file");
            view.WritableSpan[0] = 3;
        }

        Assert.That(() => file.Map(s_one), Throws.InstanceOf<ObjectDisposedException>());
        mapping.Dispose();
        Assert.That(_driver.Released, Is.EqualTo(1));
    }

    [Test]
    public void Dispose_EachInTurn_ReleasesOnceWithTheLast()
    {
        var before = OpenDescriptors.Count(Memory);
        var file = _scope.Open(_driver);
        var one = file.Map(s_one);
        var two = file.Map(s_one);
        Assert.That(OpenDescriptors.Count(Memory), Is.EqualTo(before + 1), "one memory for both");

        one.Dispose();
        one.Dispose();
        two.Dispose();
        Assert.That((_driver.Released, OpenDescriptors.Count(Memory)), Is.EqualTo((0, before + 1)));
        using (var three = file.Map(s_one))
        {
            using var view = three.View();
            Assert.That(view.Span[0], Is.EqualTo(1));
        }

        file.Dispose();

        Assert.That((_driver.Released, OpenDescriptors.Count(Memory)), Is.EqualTo((1, before)));
    }

    [Test]
    public void Dispose_FileThatWasNeverMapped_ReleasesAtOnce()
    {
        var before = OpenDescriptors.Count(Memory);
        _scope.Open(_driver).Dispose();

        Assert.That((_driver.Released, OpenDescriptors.Count(Memory)), Is.EqualTo((1, before)));
    }

    [Test]
    public void Revoke_FileAndMappings_ReleasesOnceAndGivesTheMemoryBack()
    {
        var before = OpenDescriptors.Count(Memory);
        var file = _scope.Open(_driver);
        var mappings = Enumerable.Range(0, 5).Select(_ => file.Map(s_one)).ToList();
        mappings[0].View().Dispose();

        var outcome = _scope.Revoke(RevokeReason.Unplugged);

        Assert.That((outcome.IsCompleted, outcome.Released, _driver.Released), Is.EqualTo((true, 6, 1)));
        Assert.That(OpenDescriptors.Count(Memory), Is.EqualTo(before));
        Assert.That(File.ReadAllText("/proc/self/maps"), Does.Not.Contain(Memory), "nor is any of it mapped");
        mappings.ForEach(static mapping => mapping.Dispose());
        file.Dispose();
        Assert.That(_driver.Released, Is.EqualTo(1));
    }

    [Test]
    public void Revoke_OneMappingInUse_ReleasesWhenItHasLeft()
    {
        var file = _scope.Open(_driver);
        using var mapping = file.Map(s_one);
        var hold = mapping.Hold(0, 1);

        var outcome = _scope.Revoke(RevokeReason.Policy("over"), TimeSpan.Zero);
        Assert.That((outcome.IsCompleted, _driver.Released), Is.EqualTo((false, 0)));
        hold.Dispose();

        Assert.That(async () => (await _scope.WaitForCompletionAsync(Limit.Token)).IsCompleted, Is.True);
        Assert.That(_driver.Released, Is.EqualTo(1));
    }

    [Test]
    public void Release_Throws_IsReportedByTheOneThatCalledIt()
    {
        var cause = new InvalidOperationException("no");
        var driver = new VmDriver { OnRelease = () => throw cause };
        var file = _scope.Open(driver);
        using var mapping = file.Map(s_one);
        Assert.That(file.Dispose, Throws.Nothing);

        var outcome = _scope.Revoke(RevokeReason.Unplugged);

        Assert.That(outcome.Errors, Is.EqualTo([cause]));
        Assert.That((outcome.IsCompleted, driver.Released), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task Dispose_FileAndMappingsAtOnce_ReleasesOnce(CancellationToken cancellationToken)
    {
        for (var i = 0; i < 100; i++)
        {
            var driver = new VmDriver();
            var file = _scope.Open(driver);
            var mappings = Enumerable.Range(0, 3).Select(_ => file.Map(s_one)).ToArray();

            await Together.RunAsync(
                4,
                thread =>
                {
                    (thread == 3 ? (RevocableObject)file : mappings[thread]).Dispose();
                    return 0;
                },
                cancellationToken);

            Assert.That(driver.Released, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Map_FirstOfOneFileFromManyThreads_IsOneMemory(CancellationToken cancellationToken)
    {
        var before = OpenDescriptors.Count(Memory);
        var file = _scope.Open(_driver);

        var mappings = await Together.RunAsync(4, thread => file.Map(s_one with { Length = (thread + 1) * VmDriver.Page }), cancellationToken);

        Assert.That(OpenDescriptors.Count(Memory), Is.EqualTo(before + 1));
        mappings[0].CopyFrom(0, [42]);
        var seen = new byte[1];
        Array.ForEach(mappings, mapping =>
        {
            mapping.CopyTo(0, seen);
            Assert.That(seen[0], Is.EqualTo(42));
        });
        _scope.Revoke(RevokeReason.Unplugged);
        Assert.That((_driver.Released, OpenDescriptors.Count(Memory)), Is.EqualTo((1, before)));
        Array.ForEach(mappings, static mapping => mapping.Dispose());
    }
}
