using Revoke.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Testing;

/// <summary>Unplugging at a moment that depends on the program.</summary>
[CancelAfter(60_000)]
public sealed class FakeDevicePlanTests
{
    [Test]
    public async Task UnplugWhenBlocked_MuchIsFed_ReaderGetsAllOfItFirst([Values] UnplugOrder order, [Values] CallForm form, CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line") { UnplugOrder = order };
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        var bytes = FakeDeviceBytesTests.RandomBytes(100_000);
        device.Feed(bytes);

        device.UnplugWhenBlocked();

        Assert.That(await ReadToTheEndAsync(file, form, cancellationToken), Is.EqualTo(bytes));
    }

    [Test]
    public async Task UnplugWhenBlocked_SomebodySleepsAlready_IsUnpluggedOnReturn([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.CreateChild("below").OpenNode();
        var read = await Parked.Read(file, form).AsleepAsync(cancellationToken);

        device.UnplugWhenBlocked();

        Assert.That((device.IsPlugged, scope.IsRevoked), Is.EqualTo((false, true)));
        await read.FailsAsync<RevokedException>(cancellationToken);
    }

    [Test]
    public async Task UnplugWhenBlocked_WriterSleepsInAFullLine_CountsAsBlocked([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line") { TakesWrites = false };
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        device.UnplugWhenBlocked();
        var bytes = new byte[200_000];

        var write = form == CallForm.Sync ? await Task.Run(() => file.Write(bytes), cancellationToken) : await file.WriteAsync(bytes, cancellationToken);

        Assert.That(write, Is.InRange(1, bytes.Length - 1), "a short count: what was begun keeps its count");
        Assert.That(() => file.Write(bytes), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public async Task UnplugWhenBlocked_FedAndNotRead_WaitsThoughSomebodySleeps(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        var sleeper = await Parked.Poll(file, CallForm.Async, PollEvents.Priority).AsleepAsync(cancellationToken);
        device.Feed("unread"u8);

        device.UnplugWhenBlocked();

        Assert.That(device.IsPlugged);
        Assert.That(file.Read(new byte[64]), Is.EqualTo(6));
        Assert.That(await sleeper.ResultAsync(cancellationToken) & PollEvents.HangUp, Is.EqualTo(PollEvents.HangUp));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(1023)]
    [TestCase(1024)]
    [TestCase(1025)]
    [TestCase(5000)]
    public async Task UnplugAfter_SoManyBytes_AreReadAndNotOneMore(int count, CancellationToken cancellationToken)
    {
        foreach (var (form, order) in from form in Enum.GetValues<CallForm>() from order in Enum.GetValues<UnplugOrder>() select (form, order))
        {
            using var device = new FakeDevice("line") { UnplugOrder = order };
            using var scope = device.Monitor.Follow(device.Id);
            using var file = scope.OpenNode();
            var bytes = FakeDeviceBytesTests.RandomBytes(10_010);
            device.Feed(bytes.AsSpan(0, 2_000));
            Assert.That(file.Read(new byte[10]), Is.EqualTo(10), "before, so that it does not count");

            device.UnplugAfter(count);
            device.Feed(bytes.AsSpan(2_000));

            Assert.That(await ReadToTheEndAsync(file, form, cancellationToken), Is.EqualTo(bytes[10..(10 + count)]));
        }
    }

    [Test]
    public async Task UnplugAfter_ReaderReadsMeanwhile_GetsABeginningWithoutAGap(CancellationToken cancellationToken)
    {
        for (var round = 0; round < 20; round++)
        {
            using var device = new FakeDevice("line");
            using var scope = device.Monitor.Follow(device.Id);
            using var file = scope.OpenNode();
            var bytes = FakeDeviceBytesTests.RandomBytes(200_000);
            device.Feed(bytes);
            var order = Task.Run(() => device.UnplugAfter(3_000), cancellationToken);

            var read = await ReadToTheEndAsync(file, CallForm.Async, cancellationToken);

            await order;
            Assert.That(read, Has.Length.GreaterThanOrEqualTo(3_000).And.Length.LessThan(bytes.Length));
            Assert.That(read, Is.EqualTo(bytes[..read.Length]));
        }
    }

    [Test]
    public async Task UnplugAfter_AgainOrWithTheOtherOrder_TheLastCountHoldsAndTheFirstMomentWins(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        device.UnplugAfter(1);
        device.UnplugAfter(1_000);
        device.UnplugWhenBlocked();
        device.Feed("four"u8);

        Assert.That(await ReadToTheEndAsync(file, CallForm.Async, cancellationToken), Is.EqualTo("four"u8.ToArray()));
    }

    [Test]
    public void Ordered_AndCome_WhoCouldNotKnowIsNotToBlame()
    {
        using var device = new FakeDevice("line");
        device.UnplugAfter(0);
        Assert.That(device.IsPlugged, Is.False);

        Assert.That(() => device.Feed("never seen"u8), Throws.Nothing);
        Assert.That(device.UnplugWhenBlocked, Throws.Nothing);
        Assert.That(() => device.UnplugAfter(3), Throws.Nothing);
        Assert.That(device.Unplug, Throws.Nothing);

        device.Replug();
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        Assert.That(file.Poll(PollEvents.In, TimeSpan.Zero), Is.EqualTo(PollEvents.None), "what was fed to nobody does not come later");
        device.Unplug();
        Assert.That(device.Unplug, Throws.InvalidOperationException);
    }

    [Test]
    public async Task WhenBlockedAsync_ReaderSleeps_Ends([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        device.Feed("some"u8);
        var early = device.WhenBlockedAsync(cancellationToken);
        Assert.That(file.Read(new byte[3]), Is.EqualTo(3));
        Assert.That(early.IsCompleted, Is.False, "nobody sleeps, and not everything has been read");

        Assert.That(file.Read(new byte[3]), Is.EqualTo(1));
        var read = Parked.Read(file, form);
        await early.WaitAsync(cancellationToken);
        await device.WhenBlockedAsync(cancellationToken);

        Assert.That(SleepersOf.Count(file), Is.EqualTo(1));
        device.Feed("!"u8);
        Assert.That(await read.ResultAsync(cancellationToken), Is.EqualTo(1));
    }

    [Test]
    public async Task WhenBlockedAsync_CancelledOrDisposed_EndsSo(CancellationToken cancellationToken)
    {
        var device = new FakeDevice("line");
        using var source = new CancellationTokenSource();
        var cancelled = device.WhenBlockedAsync(source.Token);
        var disposed = device.WhenBlockedAsync(cancellationToken);

        await source.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(disposed.IsCompleted, Is.False);
        device.Dispose();
        Assert.That(async () => await disposed.WaitAsync(cancellationToken), Throws.InstanceOf<ObjectDisposedException>());
    }

    /// <summary>Everything until the device is gone, which has to be told by a <see cref="RevokedException"/> and by nothing else.</summary>
    internal static async Task<byte[]> ReadToTheEndAsync(RevocableFile file, CallForm form, CancellationToken cancellationToken)
    {
        var read = new List<byte>();
        var buffer = new byte[700];
        while (true)
        {
            try
            {
                var count = form == CallForm.Async ? await file.ReadAsync(buffer, cancellationToken) : await Task.Run(() => file.Read(buffer), cancellationToken);
                Assert.That(count, Is.Positive, "the end of a device is no clean end of file");
                read.AddRange(buffer.AsSpan(0, count));
            }
            catch (RevokedException)
            {
                return [.. read];
            }
        }
    }
}
