using Revoke.Drivers.Alsa;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>Loops over PCMs; those with cards are in the laboratory.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class PcmGenerationsTests : AlsaFixture
{
    [Test]
    public async Task Generations_NoCard_AreOne(CancellationToken cancellationToken)
    {
        var seen = new List<(PcmDirection, long)>();
        foreach (var all in (IAsyncEnumerable<AlsaPcm>[])[Alsa.PlaybackGenerationsAsync("null", Stereo, null, cancellationToken), Alsa.CaptureGenerationsAsync("null", Stereo, null, cancellationToken)])
        {
            await foreach (var pcm in all)
            {
                using (pcm)
                {
                    seen.Add((pcm.Direction, pcm.Generation));
                }
            }
        }

        Assert.That(seen, Is.EqualTo(new[] { (PcmDirection.Playback, 0L), (PcmDirection.Capture, 0L) }));
    }

    [Test]
    public async Task Generations_NotThere_AreWaitedForUntilCancelledOrDisposed()
    {
        using var cancellation = new CancellationTokenSource();
        await using var cancelled = Alsa.PlaybackGenerationsAsync("hw:31", Stereo, null, cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        await using var disposed = Alsa.PlaybackGenerationsAsync("hw:31", Stereo).GetAsyncEnumerator(CancellationToken.None);
        var first = cancelled.MoveNextAsync().AsTask();
        var second = disposed.MoveNextAsync().AsTask();
        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((false, false)));

        await cancellation.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        Alsa.Dispose();
        Assert.That(async () => await second, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Generations_CannotBe_IsSaid()
    {
        Assert.That(() => Alsa.PlaybackGenerationsAsync(string.Empty, Stereo), Throws.ArgumentException);
        Alsa.Dispose();
        Assert.That(() => Alsa.CaptureGenerationsAsync("null", Stereo), Throws.InstanceOf<ObjectDisposedException>());
    }
}
