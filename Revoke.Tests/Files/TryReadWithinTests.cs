using Revoke.Tests.Support;

namespace Revoke.Tests.Files;

/// <summary>Reads for a limited time.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class TryReadWithinTests
{
    [Test]
    public async Task TryReadWithin_AnyEnd_IsTrueForBytesFalseForTimeAndElseAnException(CancellationToken cancellationToken)
    {
        using var pair = new SocketPair();
        using var scope = new RevokeScope("line");
        using var file = scope.Open(pair.Near);
        var buffer = new byte[8];
        Assert.That((file.TryReadWithin(TimeSpan.Zero, buffer, out var count, CancellationToken.None), count), Is.EqualTo((false, 0)));
        Assert.That(file.TryReadWithin(TimeSpan.FromMilliseconds(5), buffer, out _, CancellationToken.None), Is.False);
        pair.Far.Write("ab");
        Assert.That((file.TryReadWithin(TimeSpan.Zero, buffer, out count, CancellationToken.None), count), Is.EqualTo((true, 2)));

        var slow = await ParkedCall<int>.OnThread(file, () => file.TryReadWithin(TimeSpan.FromMinutes(10), new byte[8], out var late) ? late : -1).AsleepAsync(cancellationToken);
        pair.Far.Write("abc");
        Assert.That(await slow.ResultAsync(cancellationToken), Is.EqualTo(3));

        using var stop = new CancellationTokenSource();
        var cancelled = await ParkedCall<bool>.OnThread(file, () => file.TryReadWithin(Timeout.InfiniteTimeSpan, new byte[8], out _, stop.Token)).AsleepAsync(cancellationToken);
        await stop.CancelAsync();
        await cancelled.FailsAsync<OperationCanceledException>(cancellationToken);
        Assert.That(() => file.TryReadWithin(TimeSpan.Zero, buffer, out _, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => file.TryReadWithin(TimeSpan.FromSeconds(-2), buffer, out _), Throws.InstanceOf<ArgumentOutOfRangeException>());

        var revoked = await ParkedCall<bool>.OnThread(file, () => file.TryReadWithin(Timeout.InfiniteTimeSpan, new byte[8], out _)).AsleepAsync(cancellationToken);
        scope.Revoke(RevokeReason.Unplugged);
        await revoked.FailsAsync<RevokedException>(cancellationToken);
        Assert.That(() => file.TryReadWithin(TimeSpan.Zero, buffer, out _), Throws.InstanceOf<RevokedException>());
        file.Dispose();
        Assert.That(() => file.TryReadWithin(TimeSpan.FromSeconds(-2), buffer, out _), Throws.InstanceOf<ObjectDisposedException>());
    }
}
