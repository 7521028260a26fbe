using Revoke.Testing;
using Revoke.Tests.Support;

namespace Revoke.Tests.Testing;

/// <summary>What is fed is read, what is written is taken.</summary>
[CancelAfter(60_000)]
public sealed class FakeDeviceBytesTests
{
    [Test]
    public async Task Feed_FarMoreThanTheLineHolds_ReturnsAtOnceAndLosesNothing([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        var bytes = RandomBytes(1_000_000);

        device.Feed(bytes.AsSpan(0, 300_000));
        device.Feed(bytes.AsSpan(300_000));

        Assert.That(await ReadAsync(file, form, bytes.Length, cancellationToken), Is.EqualTo(bytes));
        Assert.That(file.Poll(PollEvents.In, TimeSpan.Zero, CancellationToken.None), Is.EqualTo(PollEvents.None));
    }

    [Test]
    public void Feed_ReaderPastTheLibrary_GetsItAll()
    {
        using var device = new FakeDevice("line");
        var bytes = RandomBytes(20_000);
        device.Feed(bytes);

        using var stream = new FileStream(device.NodePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var read = new byte[bytes.Length];
        stream.ReadExactly(read);

        Assert.That(read, Is.EqualTo(bytes));
    }

    [Test]
    public void Feed_EveryByteThereIs_ArrivesAsItIsAndIsNotEchoed()
    {
        using var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        var all = Enumerable.Range(0, 256).Select(static value => (byte)value).ToArray();
        var read = new byte[512];

        device.Feed(all);

        Assert.That(read[..file.Read(read)], Is.EqualTo(all));
        Assert.That(file.Write(all), Is.EqualTo(all.Length));
        Assert.That(device.TakeWritten(), Is.EqualTo(all));
        Assert.That(file.Poll(PollEvents.In, TimeSpan.Zero), Is.EqualTo(PollEvents.None), "what was written does not come back");
    }

    [Test]
    public void Feed_NobodyHasTheNodeOpen_IsThereForWhoOpensItNext()
    {
        using var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using (var first = scope.OpenNode())
        {
            device.Feed("kept"u8);
        }

        using var second = scope.OpenNode();
        var read = new byte[16];
        Assert.That(read[..second.Read(read)], Is.EqualTo("kept"u8.ToArray()));
    }

    [Test]
    public void TakeWritten_FarMoreThanALineHolds_HasAllOfItOnceInItsOrder()
    {
        using var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using var stream = scope.OpenStream(device.NodePath);
        var bytes = RandomBytes(1_000_000);

        stream.Write(bytes);

        Assert.That(device.TakeWritten(), Is.EqualTo(bytes));
        Assert.That(device.TakeWritten(), Is.Empty);
        stream.Write("more"u8);
        Assert.That(device.TakeWritten(), Is.EqualTo("more"u8.ToArray()));
    }

    [Test]
    public async Task TakesWrites_False_WritersSleepUntilItIsSet([Values] CallForm form, CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line") { TakesWrites = false };
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        var bytes = RandomBytes(200_000);
        var write = await Parked.Write(file, form, bytes, CancellationToken.None).AsleepAsync(cancellationToken);

        device.TakesWrites = true;

        Assert.That(await write.ResultAsync(cancellationToken), Is.EqualTo(bytes.Length));
        Assert.That(device.TakeWritten(), Is.EqualTo(bytes));
    }

    [Test]
    public async Task Unplug_ProgramWritesWithoutPause_IsNotHeldUp([Values] UnplugOrder order, CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line") { UnplugOrder = order };
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        var wrote = 0L;
        var writers = Enumerable.Range(0, 3).Select(_ => Task.Run(
            () =>
            {
                while (file.TryWrite(new byte[4_000], out var count))
                {
                    Interlocked.Add(ref wrote, count);
                }
            },
            cancellationToken)).ToArray();
        await Eventually.TrueAsync(() => Interlocked.Read(ref wrote) > 100_000, "they write", cancellationToken);

        var taken = device.TakeWritten().Length;
        device.Unplug();

        await Task.WhenAll(writers).WaitAsync(cancellationToken);
        Assert.That(taken + device.TakeWritten().Length, Is.GreaterThan(100_000).And.LessThanOrEqualTo(wrote + (3 * 4_000)));
    }

    [Test]
    public void TakeWritten_DeviceIsGone_HasWhatWasWrittenBefore([Values] UnplugOrder order)
    {
        using var device = new FakeDevice("line") { UnplugOrder = order };
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        file.Write("last words"u8);

        device.Unplug();

        Assert.That(device.TakeWritten(), Is.EqualTo("last words"u8.ToArray()));
    }

    [Test]
    public async Task Feed_FromManyThreads_EachOnesBytesAreInTheirOrder(CancellationToken cancellationToken)
    {
        using var device = new FakeDevice("line");
        using var scope = device.Monitor.Follow(device.Id);
        using var file = scope.OpenNode();
        var feeders = Enumerable.Range(0, 4).Select(feeder => Task.Run(
            () =>
            {
                for (byte i = 0; i < 200; i++)
                {
                    device.Feed([(byte)feeder, i]);
                }
            },
            cancellationToken)).ToArray();

        var read = await ReadAsync(file, CallForm.Async, 4 * 200 * 2, cancellationToken);

        await Task.WhenAll(feeders);
        foreach (var pairs in read.Chunk(2).GroupBy(static pair => pair[0]))
        {
            Assert.That(pairs.Select(static pair => pair[1]), Is.Ordered.And.Exactly(200).Items);
        }
    }

    internal static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    internal static async Task<byte[]> ReadAsync(RevocableFile file, CallForm form, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var got = 0; got < count;)
        {
            var piece = bytes.AsMemory(got, Math.Min(7_000, count - got));
            got += form == CallForm.Async ? await file.ReadAsync(piece, cancellationToken) : await Task.Run(() => file.Read(piece.Span), cancellationToken);
        }

        return bytes;
    }
}
