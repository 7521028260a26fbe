using Revoke.Drivers.Alsa;
using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Holders;

/// <summary>Waits for what becomes of a card's elements, and turns one of them.</summary>
internal sealed class HeldControl(string use, AlsaControl control, AlsaMixer mixer, Action<HeldControl, Held> start) : HeldSound(use)
{
    internal override RevokeScope Scope => control.Scope;

    internal override void Start(Held held)
    {
        start(this, held);
        Turn();
    }

    internal override void Touch(string label)
    {
        Report.Fact($"{label} {Use}", How.Ends(() => _ = control.Card));
        Report.Fact($"{label} {Use} turn", How.Ends(Turn));
        Report.Fact($"{label} {Use} read", How.Ends(() => control.TryReadEvent(TimeSpan.Zero, out _)));
    }

    internal string Read()
    {
        while (true)
        {
            control.TryReadEvent(Timeout.InfiniteTimeSpan, out _);
            Begin();
        }
    }

    internal async Task<string> WatchAsync()
    {
        await foreach (var _ in control.WatchAsync())
        {
            Begin();
        }

        return "no event";
    }

    /// <summary>Takes something to its other end and back, for which everybody gets an event. A card without volumes has nothing that tells.</summary>
    private void Turn()
    {
        foreach (var direction in (PcmDirection[])[PcmDirection.Playback, PcmDirection.Capture])
        {
            if (mixer.Elements.FirstOrDefault(element => direction == PcmDirection.Playback ? element.HasPlaybackVolume : element.HasCaptureVolume) is { } volume)
            {
                var before = volume.GetFraction(direction);
                volume.SetFraction(before > 0.5 ? 0 : 1, direction);
                volume.SetFraction(before, direction);
                return;
            }
        }

        Begin();
    }
}
