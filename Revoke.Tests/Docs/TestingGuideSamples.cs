using Revoke.Testing;

namespace Revoke.Tests.Docs;

/// <summary>The samples of docs/testing.md, compiled and run; <see cref="TestingGuideTests"/> checks that they are the same.</summary>
[CancelAfter(60_000)]
public sealed class TestingGuideSamples
{
    [Test]
    public async Task Run_UnpluggedAndBack_GoesOnWithTheNextOne(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("scanner");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var codes = new List<string>();
        var run = new Scanner(device.Monitor, device.NodePath, codes.Add).RunAsync(end.Token);
        for (var plugged = 1; plugged <= 3; plugged++)
        {
            await device.WhenBlockedAsync(cancellationToken);             // it has written, and waits for a code
            Assert.That(device.TakeWritten(), Is.EqualTo("on\r"u8.ToArray()));
            device.Feed("4006381333931\n"u8);
            await device.WhenBlockedAsync(cancellationToken);             // it has read the code, and waits for the next
            device.Unplug();
            device.Replug();
        }

        await end.CancelAsync();
        Assert.That(codes, Has.Count.EqualTo(3));
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Read_GoneInTheMiddleOfALine_ThrowsAndDoesNotEnd([Values] UnplugOrder order)
    {
        using var device = new FakeDevice("scanner") { UnplugOrder = order };
        using var scope = device.Monitor.Follow(device.Id);
        using var reader = new StreamReader(scope.OpenStream(device.NodePath));
        device.UnplugAfter(bytes: 6);
        device.Feed("4006381333931\n"u8);
        Assert.That(() => reader.ReadLine(), Throws.InstanceOf<RevokedException>());
    }
}
