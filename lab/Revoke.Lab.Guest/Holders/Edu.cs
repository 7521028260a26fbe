namespace Revoke.Lab.Guest.Holders;

/// <summary>The registers of QEMU's teaching device (docs/specs/edu in its source) that make it interrupt.</summary>
internal static class Edu
{
    private const int Factorial = 0x08;
    private const int Computing = 0x20;
    private const int InterruptWhenDone = 0x80;
    private const int Status = 0x24;
    private const int RaiseInterrupt = 0x60;
    private const int Acknowledge = 0x64;

    internal static void Raise(RevocableMapping memory)
    {
        using var registers = memory.Registers();
        registers.WriteUInt32(RaiseInterrupt, 1);
    }

    /// <summary>Takes back what it interrupts for.</summary>
    internal static void TakeBackCause(RevocableMapping memory)
    {
        using var registers = memory.Registers();
        registers.WriteUInt32(Acknowledge, registers.ReadUInt32(Status));
    }

    /// <summary>Lets it interrupt when a computation is done.</summary>
    internal static void EnableComputing(RevocableMapping memory)
    {
        using var registers = memory.Registers();
        registers.WriteUInt32(Computing, InterruptWhenDone);
    }

    internal static void Compute(RevocableMapping memory)
    {
        using var registers = memory.Registers();
        registers.WriteUInt32(Factorial, 12);
    }
}
