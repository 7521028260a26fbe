using System.Runtime.CompilerServices;
using Revoke.Drivers.Alsa.Interop;

namespace Revoke.Drivers.Alsa;

/// <content>One loop over all generations of a PCM.</content>
public sealed partial class AlsaDriver
{
    // What udev gives the nodes of a new card comes after the kernel has announced it; and somebody else may look at it first.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// A PCM that plays, now and after each replug again: one loop follows its card through removal and return. It need not be there yet. A name with the card's id finds the card in whatever socket it comes back;
    /// of a name with a number, the first card of that number is meant, and it is known from then on by the place that it is plugged in at (a USB port, a PCI slot), under whatever number it comes back;
    /// any other name is looked up anew each time.
    /// </summary>
    /// <param name="name">What libasound calls it: <c>hw:CARD=Headset</c>, <c>plughw:0</c>, <c>default</c>.</param>
    /// <param name="format">What is to be played.</param>
    /// <param name="options">How each is set up; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The generations, each on a scope of its own, which the caller disposes; without end, or one if there is no card that could go (<c>null</c>).</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="DllNotFoundException">libasound is not installed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="NotSupportedException">It does not have this format, period or buffer; the message says what it has.</exception>
    /// <exception cref="UnauthorizedAccessException">The node does not allow it, after two seconds too.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason: somebody else has it (EBUSY), after two seconds too.</exception>
    /// <exception cref="ObjectDisposedException">The driver was disposed before, or its monitor, maybe meanwhile.</exception>
    public IAsyncEnumerable<AlsaPcm> PlaybackGenerationsAsync(string name, PcmFormat format, PcmOptions? options = null, CancellationToken cancellationToken = default) =>
        GenerationsAsync(name, PcmDirection.Playback, format, options, cancellationToken);

    /// <summary>As <see cref="PlaybackGenerationsAsync"/>, of one that records.</summary>
    /// <param name="name">What libasound calls it: <c>hw:CARD=Headset</c>, <c>plughw:0</c>, <c>default</c>.</param>
    /// <param name="format">What is to be recorded.</param>
    /// <param name="options">How each is set up; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The generations, each on a scope of its own, which the caller disposes; without end, or one if there is no card that could go (<c>null</c>).</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="DllNotFoundException">libasound is not installed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    /// <exception cref="NotSupportedException">It does not have this format, period or buffer; the message says what it has.</exception>
    /// <exception cref="UnauthorizedAccessException">The node does not allow it, after two seconds too.</exception>
    /// <exception cref="IOException">It cannot be opened for another reason: somebody else has it (EBUSY), after two seconds too.</exception>
    /// <exception cref="ObjectDisposedException">The driver was disposed before, or its monitor, maybe meanwhile.</exception>
    public IAsyncEnumerable<AlsaPcm> CaptureGenerationsAsync(string name, PcmFormat format, PcmOptions? options = null, CancellationToken cancellationToken = default) =>
        GenerationsAsync(name, PcmDirection.Capture, format, options, cancellationToken);

    private IAsyncEnumerable<AlsaPcm> GenerationsAsync(string name, PcmDirection direction, PcmFormat format, PcmOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(format);
        _monitor.ThrowIfDisposed();
        Asound.EnsureThere();
        return EnumerateAsync(name, called => OpenPcm(called, direction, format, options), cancellationToken);
    }

    private async IAsyncEnumerable<AlsaPcm> EnumerateAsync(string name, Func<string, AlsaPcm> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parsed = new PcmName(name);
        DeviceId? place = null;
        while (true)
        {
            var called = () => place is null ? name : Monitor.Find(place) is { } card ? parsed.Of(NumberOf(card)) : null;
            var pcm = await _monitor.FindFirstAsync(token => TryOpenSettledAsync(called, open, token), cancellationToken).ConfigureAwait(false);
            if (pcm.Card is not { } id)
            {
                yield return pcm;
                yield break;
            }

            // Followed beside it: the caller may dispose it long before its card goes.
            var isHere = Monitor.TryFollow(id, out var card) && card.Generation == pcm.Generation;
            try
            {
                place ??= isHere && parsed.Says(NumberOf(card!.Device!)) ? id : null;
                yield return pcm;
                await (isHere ? card!.WaitForCompletionAsync(cancellationToken) : Task.CompletedTask).ConfigureAwait(false);
            }
            finally
            {
                if (card is not null)
                {
                    await card.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Null if it is not there, or goes meanwhile.</summary>
    private static async ValueTask<AlsaPcm?> TryOpenSettledAsync(Func<string?> called, Func<string, AlsaPcm> open, CancellationToken cancellationToken)
    {
        for (var passed = TimeSpan.Zero; called() is { } name; passed += s_pause)
        {
            try
            {
                return open(name);
            }
            catch (FileNotFoundException)
            {
                return null;
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException { HResult: AlsaErrors.EBUSY } && passed < s_settling)
            {
                await Task.Delay(s_pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }
}
