namespace Revoke.Lab.Conformance;

/// <summary>An HDA card, QEMU's intel-hda.</summary>
public sealed class HdaPcmConformance : KernelPcmConformance
{
    protected override string Name => "hw:CARD=Intel";
}
