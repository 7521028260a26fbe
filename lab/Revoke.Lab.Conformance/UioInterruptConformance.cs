using Revoke.Drivers.Uio;
using Revoke.Lab.Guest.Holders;
using Revoke.Tests.Conformance;

namespace Revoke.Lab.Conformance;

/// <summary>Interrupts of a real UIO device: QEMU's edu under uio_pci_generic.</summary>
public sealed class UioInterruptConformance : InterruptConformance
{
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
        Edu.Raise(registers);
        SpinWait.SpinUntil(() => device.EventCount != before);
        TakeBack(hand, registers);
    }

    private static void TakeBack(UioDevice hand, RevocableMapping registers)
    {
        Edu.TakeBackCause(registers);
        hand.EnableInterrupt();
    }
}
