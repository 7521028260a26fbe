namespace Revoke.Lab.Conformance;

/// <summary>An HDA card, QEMU's intel-hda, which is removed through sysfs.</summary>
public sealed class HdaControlConformance : KernelControlConformance
{
    private readonly PciSlot _slot = new(0x8086, 0x2668);

    protected override string Name => "hw:CARD=Intel";

    protected override string Capture => "Capture";

    protected override Task RemoveAsync() => _slot.RemoveAsync();

    protected override void EnsureThere() => _slot.EnsureThere(CanBeOpened);
}
