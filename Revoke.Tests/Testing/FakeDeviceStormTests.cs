using Revoke.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Testing;

[CancelAfter(120_000)]
public sealed class FakeDeviceStormTests
{
    /// <summary>Sleepers in both forms, in the node and in a file of a scope below, go down with each generation; the next one works.</summary>
    [Test]
    public async Task Storm_TwoHundredUnplugsUnderSleepers_EveryOneIsToldAndNothingIsLeft(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("storm");
        await CycleAsync(device, UnplugOrder.HangUpFirst, cancellationToken);
        await CycleAsync(device, UnplugOrder.EventFirst, cancellationToken);
        var before = FakeDeviceLifeTests.CountDescriptors();

        for (var i = 0; i < 200; i++)
        {
            Assert.That(await CycleAsync(device, (UnplugOrder)(i % 2), cancellationToken), Is.EqualTo(3 + i));
        }

        Assert.That(FakeDeviceLifeTests.CountDescriptors(), Is.EqualTo(before));
    }

    private static async Task<long> CycleAsync(FakeDevice device, UnplugOrder order, CancellationToken cancellationToken)
    {
        device.UnplugOrder = order;
        var scope = device.Monitor.Follow(device.Id);
        using var child = scope.CreateChild("below");
        var files = new[] { scope.OpenNode(), child.OpenNode() };
        var calls = new List<ParkedCall<int>>();
        device.Feed("12"u8);
        foreach (var file in files)
        {
            Assert.That(file.Read(new byte[1]), Is.EqualTo(1), "the new generation works");
        }

        foreach (var file in files)
        {
            calls.Add(Parked.Read(file, CallForm.Sync));
            calls.Add(Parked.Read(file, CallForm.Async));
        }

        if (order == UnplugOrder.HangUpFirst)
        {
            device.UnplugWhenBlocked();
            await scope.WaitForCompletionAsync(cancellationToken);
        }
        else
        {
            await device.WhenBlockedAsync(cancellationToken);
            device.Unplug();
        }

        foreach (var call in calls)
        {
            Assert.That((await call.FailsAsync<RevokedException>(cancellationToken)).Generation, Is.EqualTo(scope.Generation));
        }

        foreach (var one in new[] { scope, child })
        {
            Assert.That((await one.WaitForCompletionAsync(cancellationToken)).Stuck, Is.Empty);
        }

        Assert.That(files, Has.All.Property(nameof(RevocableObject.IsReleased)).True);
        device.Replug();
        return scope.Generation;
    }
}
