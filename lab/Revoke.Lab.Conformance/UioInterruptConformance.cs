using Revoke.Drivers.Uio;
using Revoke.Tests.Conformance;

namespace Revoke.Lab.Conformance;

/// <summary>Interrupts of a real UIO device: QEMU's edu under uio_pci_generic.</summary>
public sealed class UioInterruptConformance : InterruptConformance
{
    // docs/specs/edu in QEMU's source.
    private const int Status = 0x24;
    private const int RaiseInterrupt = 0x60;
    private const int Acknowledge = 0x64;

    private readonly PciSlot _slot = new(0x1234, 0x11e8);

    protected override int Repetitions => 3;

    public override InterruptSubject Create()
    {
        _slot.EnsureThere(() => File.Exists("/dev/uio0"));
        var driver = new UioDriver();
        var device = driver.Open("uio_pci_generic");
        var hand = driver.Open(device.Info.Number);
        var registers = hand.Map(0);
        TakeBack(hand, registers);
        return new InterruptSubject(device, () => Fire(device, hand, registers), _slot.RemoveAsync, driver.Dispose);
    }

    private static void Fire(UioDevice device, UioDevice hand, RevocableMapping registers)
    {
        var before = device.EventCount;
        using (var view = registers.Registers())
        {
            view.WriteUInt32(RaiseInterrupt, 1);
        }

        SpinWait.SpinUntil(() => device.EventCount != before);
        TakeBack(hand, registers);
    }

    private static void TakeBack(UioDevice hand, RevocableMapping registers)
    {
        using (var view = registers.Registers())
        {
            view.WriteUInt32(Acknowledge, view.ReadUInt32(Status));
        }

        hand.EnableInterrupt();
    }
}
