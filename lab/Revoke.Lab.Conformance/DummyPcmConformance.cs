namespace Revoke.Lab.Conformance;

/// <summary>The card without hardware (<c>snd-dummy</c>), with a buffer of its own.</summary>
public sealed class DummyPcmConformance : KernelPcmConformance
{
    protected override string Name => "hw:CARD=Dummy";

    // sound/drivers/dummy.c, pcm_substreams.
    protected override int Streams => 8;
}
