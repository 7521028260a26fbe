using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Uio;

/// <summary>How the end of a device is found out, and its return.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class UioLifeTests
{
    [Test]
    public void CheckLiveness_EverythingThere_IsTrue()
    {
        using var tree = new UioTree();
        tree.AddParent();
        tree.AddSilently();
        using var device = tree.Driver.Open("card");
        Assert.That((device.CheckLiveness(), device.Scope.IsRevoked), Is.EqualTo((true, false)));
        device.Dispose();
        Assert.That(device.CheckLiveness(), Is.False);
    }

    [TestCase("ones", "reads as ones")]
    [TestCase("node", "uio0' is gone")]
    [TestCase("directory", "uio0 is gone")]
    public void CheckLiveness_PartOfItIsGone_RevokesAsUnplugged(string part, string reason)
    {
        using var tree = new UioTree();
        tree.AddParent();
        var path = tree.AddSilently();
        using var device = tree.Driver.Open("card");
        switch (part)
        {
            case "ones":
                File.WriteAllBytes(tree.Folder[UioTree.Slot] + "/config", [.. Enumerable.Repeat((byte)0xFF, 64)]);
                break;
            case "node":
                File.Delete(tree.NodePath(0));
                break;
            default:
                tree.Folder.RemoveSilently(path);
                break;
        }

        Assert.That((device.CheckLiveness(), device.CheckLiveness()), Is.EqualTo((false, false)));
        Assert.That(device.Scope.Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
        Assert.That(device.Scope.Reason.Detail, Does.Contain(reason));
    }

    [Test]
    public void CheckLiveness_ConfigurationThatWasOnesFromTheBeginning_SaysNothing()
    {
        using var tree = new UioTree();
        tree.AddParent();
        File.WriteAllBytes(tree.Folder[UioTree.Slot] + "/config", [.. Enumerable.Repeat((byte)0xFF, 64)]);
        tree.AddSilently();
        using var device = tree.Driver.Open("card");
        Assert.That(device.CheckLiveness(), Is.True);
    }

    [Test]
    public void CheckLiveness_ConfigurationMayNotBeRead_SaysNothing()
    {
        // A file that nobody may read, root neither.
        var unreadable = Directory.EnumerateDirectories("/sys/bus").Select(static bus => bus + "/uevent").FirstOrDefault(File.Exists);
        if (unreadable is null)
        {
            Assert.Ignore("There is no file here that cannot be read.");
        }

        using var tree = new UioTree();
        tree.AddParent();
        var config = tree.Folder[UioTree.Slot] + "/config";
        File.Delete(config);
        File.CreateSymbolicLink(config, unreadable);
        tree.AddSilently();
        using var device = tree.Driver.Open("card");
        Assert.That(device.CheckLiveness(), Is.True);
    }

    [Test]
    public async Task LivenessInterval_SurpriseRemoval_IsFoundByTheNextLook()
    {
        var time = new FakeTimeProvider();
        using var tree = new UioTree(time);
        tree.AddParent();
        tree.AddSilently();
        using var device = tree.Driver.Open("card", new() { LivenessInterval = TimeSpan.FromSeconds(3) });
        File.WriteAllBytes(tree.Folder[UioTree.Slot] + "/config", [0xFF, 0xFF]);
        time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.That(device.Scope.IsRevoked, Is.False);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await Eventually.TrueAsync(() => device.Scope.IsRevoked, "the look found it", Limit.Token);
        Assert.That(device.Scope.Reason!.Cause, Is.EqualTo(RevokeCause.Unplugged));
    }

    [Test]
    public async Task LivenessInterval_OnlyAMapIsHeld_LooksAllTheSame()
    {
        var time = new FakeTimeProvider();
        using var tree = new UioTree(time);
        tree.AddParent();
        tree.AddMap(tree.AddSilently(), 0, "registers", "0x1000", "0x1000");
        using var map = OpenAndMap();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        File.WriteAllBytes(tree.Folder[UioTree.Slot] + "/config", [0xFF, 0xFF]);
        time.Advance(TimeSpan.FromSeconds(3));
        await Eventually.TrueAsync(() => map.Scope.IsRevoked, "the look found it", Limit.Token);

        [MethodImpl(MethodImplOptions.NoInlining)]
        RevocableMapping OpenAndMap() => tree.Driver.Open("card", new() { LivenessInterval = TimeSpan.FromSeconds(3) }).Map(0);
    }

    [Test]
    public async Task GenerationsAsync_NodeDoesNotCome_SaysSo(CancellationToken cancellationToken)
    {
        using var tree = new UioTree();
        tree.AddSilently();
        File.Delete(tree.NodePath(0));
        await using var generations = tree.Driver.GenerationsAsync("card", cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.That(async () => await generations.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), cancellationToken), Throws.InstanceOf<FileNotFoundException>());
    }

    [Test]
    public async Task GenerationsAsync_DeviceGoesAndComesBackUnderAnotherNumber_IsTheNextGeneration(CancellationToken cancellationToken)
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        tree.AddMap(path, 0, "registers", "0x1000", "0x1000");
        await using var generations = tree.Driver.GenerationsAsync("card", cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.That(await generations.MoveNextAsync(), Is.True);
        using var first = generations.Current;
        using var old = first.Map(0);

        await tree.Folder.RemoveAsync(path);
        var next = generations.MoveNextAsync().AsTask();
        Assert.That(() => first.WaitForInterrupt(), Throws.InstanceOf<RevokedException>());
        await tree.AddAsync(4, "card", "/devices/pci0000:00/0000:00:07.0");
        var back = await tree.AddAsync(3);
        Assert.That(await next.WaitAsync(cancellationToken), Is.True);

        using var second = generations.Current;
        Assert.That((first.Generation, second.Generation, second.Info.Number, second.Scope.Device!.DevicePath), Is.EqualTo((1L, 2L, 3, back)));
        Assert.That(() => old.Registers(), Throws.InstanceOf<RevokedException>());
        Assert.That(second.EventCount, Is.Zero);
    }

    [Test]
    public async Task GenerationsAsync_NotThereYet_BeginsWhenItComes(CancellationToken cancellationToken)
    {
        using var tree = new UioTree();
        await using var generations = tree.Driver.GenerationsAsync("card", cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = generations.MoveNextAsync().AsTask();
        await tree.AddAsync(0, "other", "/devices/platform/other");
        Assert.That(next.IsCompleted, Is.False);
        await tree.AddAsync(1);
        Assert.That(await next.WaitAsync(cancellationToken), Is.True);
        using var device = generations.Current;
        Assert.That((device.Info.Number, device.Generation), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task GenerationsAsync_SomethingElseInItsPlace_IsPassedOver(CancellationToken cancellationToken)
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        await using var generations = tree.Driver.GenerationsAsync("card", cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        generations.Current.Dispose();
        await tree.Folder.RemoveAsync(path);
        var next = generations.MoveNextAsync().AsTask();
        path = await tree.AddAsync(0, "stranger");
        await tree.Folder.RemoveAsync(path);
        await tree.AddAsync(0);
        Assert.That(await next.WaitAsync(cancellationToken), Is.True);
        using var device = generations.Current;
        Assert.That(device.Info.Name, Is.EqualTo("card"));
    }

    [Test]
    public async Task GenerationsAsync_Cancelled_Ends([Values] bool isThere)
    {
        using var tree = new UioTree();
        if (isThere)
        {
            tree.AddSilently();
        }

        using var stop = new CancellationTokenSource();
        await using var generations = tree.Driver.GenerationsAsync("card", cancellationToken: stop.Token).GetAsyncEnumerator(CancellationToken.None);
        if (isThere)
        {
            await generations.MoveNextAsync();
            generations.Current.Dispose();
        }

        var next = generations.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        Assert.That(async () => await next.WaitAsync(Limit.Token), Throws.InstanceOf<OperationCanceledException>());
    }
}
