using Revoke.Drivers.Alsa;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>Loops over PCMs; those with cards are in the laboratory.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class PcmGenerationsTests
{
    private static readonly PcmFormat s_stereo = new(48_000, 2);

    private AlsaDriver _alsa = null!;

    [SetUp]
    public void SetUp()
    {
        if (!AlsaDriver.IsSupported)
        {
            Assert.Ignore("libasound.so.2 is not installed.");
        }

        _alsa = new AlsaDriver();
    }

    [TearDown]
    public void TearDown() => _alsa.Dispose();

    [Test]
    public async Task Generations_NoCard_AreOne(CancellationToken cancellationToken)
    {
        var seen = new List<(PcmDirection, long)>();
        foreach (var all in (IAsyncEnumerable<AlsaPcm>[])[_alsa.PlaybackGenerationsAsync("null", s_stereo, null, cancellationToken), _alsa.CaptureGenerationsAsync("null", s_stereo, null, cancellationToken)])
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
        await using var cancelled = _alsa.PlaybackGenerationsAsync("hw:31", s_stereo, null, cancellation.Token).GetAsyncEnumerator(CancellationToken.None);
        await using var disposed = _alsa.PlaybackGenerationsAsync("hw:31", s_stereo).GetAsyncEnumerator(CancellationToken.None);
        var first = cancelled.MoveNextAsync().AsTask();
        var second = disposed.MoveNextAsync().AsTask();
        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((false, false)));

        await cancellation.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        _alsa.Dispose();
        Assert.That(async () => await second, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Generations_CannotBe_IsSaid()
    {
        Assert.That(() => _alsa.PlaybackGenerationsAsync(string.Empty, s_stereo), Throws.ArgumentException);
        _alsa.Dispose();
        Assert.That(() => _alsa.CaptureGenerationsAsync("null", s_stereo), Throws.InstanceOf<ObjectDisposedException>());
    }
}
