using Revoke.Drivers.Alsa;
using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Holders;

/// <summary>Plays through the mapped ring buffer; and looks at it by a pointer that was kept, as careless code does.</summary>
internal sealed unsafe class HeldRing : HeldSound
{
    private const uint Mark = 0x5a5a5a5a;

    private readonly AlsaPcm _pcm;
    private readonly PcmRing _ring;
    private readonly uint* _pointer;

    internal HeldRing(string use, AlsaPcm pcm)
        : base(use)
    {
        _pcm = pcm;
        _ring = pcm.MapRing();
        _pointer = (uint*)_ring.Mapping.DangerousGetPointer();
    }

    internal override RevokeScope Scope => _pcm.Scope;

    internal override void Start(Held held)
    {
        held.Start(Use, Play);
        held.Start($"{Use} replaced", AwaitReplacement);
    }

    internal override void Touch(string label)
    {
        Report.Fact($"{label} {Use}", How.Ends(() => _ring.Begin().Dispose()));
        Report.Fact($"{label} {Use} load", $"0x{Volatile.Read(ref *_pointer):x8}");
        Volatile.Write(ref *_pointer, Mark);
        Volatile.Write(ref *_pointer, 0);
        Report.Fact($"{label} {Use} state", How.Ends(() => _ = _pcm.State));
    }

    private string Play()
    {
        while (true)
        {
            using (var region = _ring.Begin(_pcm.PeriodFrames))
            {
                // Never silence: so whoever looks knows the ring buffer from what takes its place.
                region.Bytes.Fill(1);
                region.Commit(region.Frames);
            }

            if (Volatile.Read(ref *_pointer) != 0)
            {
                Begin();
            }
        }
    }

    private string AwaitReplacement()
    {
        SpinWait.SpinUntil(() => HasBegun);
        while (Volatile.Read(ref *_pointer) != 0)
        {
            Thread.Sleep(1);
        }

        return "silence";
    }
}
