using Revoke.Drivers.Alsa;
using Revoke.Lab.Guest.Reporting;
using Revoke.Lab.Guest.Signs;

namespace Revoke.Lab.Guest.Holders;

/// <summary>A PCM in use without end.</summary>
internal sealed class HeldPcm(string use, AlsaPcm pcm, Action<HeldPcm, Held> start) : HeldSound(use)
{
    private readonly Effort _effort = new();
    private readonly byte[] _frames = new byte[pcm.PeriodFrames * pcm.Format.BytesPerFrame];

    internal override RevokeScope Scope => pcm.Scope;

    internal static HeldPcm Reader(string use, AlsaPcm pcm) => new(use, pcm, static (held, all) => all.Start(held.Use, held.Read, held._effort));

    internal static HeldPcm Writer(string use, AlsaPcm pcm) => new(use, pcm, static (held, all) => all.Start(held.Use, held.Write, held._effort));

    internal override void Start(Held held) => start(this, held);

    internal override void Touch(string label)
    {
        Report.Fact($"{label} {Use}", How.Ends(() => _ = pcm.Direction == PcmDirection.Playback ? pcm.WriteFrames(_frames) : pcm.ReadFrames(_frames)));
        Report.Fact($"{label} {Use} state", How.Ends(() => _ = pcm.State));
        Report.Fact($"{label} {Use} prepare", How.Ends(pcm.Prepare));
    }

    internal string Write() => GoOn(() => pcm.WriteFrames(_frames));

    internal string Read() => GoOn(() => pcm.ReadFrames(_frames));

    internal async Task<string> WriteAsync()
    {
        while (true)
        {
            await pcm.WriteFramesAsync(_frames);
            Begin();
        }
    }

    internal string Drain()
    {
        var all = new byte[pcm.BufferFrames * pcm.Format.BytesPerFrame];
        while (true)
        {
            pcm.WriteFrames(all);
            Begin();
            pcm.Drain();
        }
    }

    internal string Poll()
    {
        pcm.Start();
        while (true)
        {
            var seen = pcm.Poll(Timeout.InfiniteTimeSpan);
            if ((seen & PollEvents.HangUp) != PollEvents.None)
            {
                return seen.ToString();
            }

            try
            {
                pcm.ReadFrames(_frames);
            }
            catch (RevokedException)
            {
                continue;    // it went in between, and the next poll says so
            }

            Begin();
        }
    }

    private string GoOn(Action move)
    {
        while (true)
        {
            move();
            _effort.GetOn();
            Begin();
        }
    }
}
