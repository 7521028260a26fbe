namespace Revoke.Drivers.Sysfs;

/// <summary>A resource of a PCI device, as its <c>resource</c> file shows it: a range of memory or of I/O ports.</summary>
/// <param name="Index">Its number: 0 to 5 are the base address registers, 6 is the ROM; what follows belongs to virtual functions and bridges.</param>
/// <param name="Start">Where it begins, as the processor addresses it.</param>
/// <param name="End">Its last byte or port.</param>
/// <param name="Flags">What the kernel says of it (IORESOURCE_… of <c>linux/ioport.h</c>).</param>
public sealed record PciResource(int Index, ulong Start, ulong End, ulong Flags)
{
    /// <summary>How many base address registers a device can have; only their resources can be mapped.</summary>
    public const int BaseAddressRegisters = 6;

    private const ulong IORESOURCE_IO = 0x100;
    private const ulong IORESOURCE_MEM = 0x200;
    private const ulong IORESOURCE_PREFETCH = 0x2000;
    private const ulong IORESOURCE_MEM_64 = 0x100000;

    /// <summary>How long it is, in bytes or ports.</summary>
    public long Length => (long)(End - Start + 1);

    /// <summary>Whether it is memory, which can be mapped.</summary>
    public bool IsMemory => (Flags & IORESOURCE_MEM) != 0;

    /// <summary>Whether it is I/O ports, which are reached by reads and writes of the attribute <c>resourceN</c> at their offsets.</summary>
    public bool IsPorts => (Flags & IORESOURCE_IO) != 0;

    /// <summary>Whether reading its memory changes nothing in the device; only then there is a write-combining form of it.</summary>
    public bool IsPrefetchable => (Flags & IORESOURCE_PREFETCH) != 0;

    /// <summary>Whether it takes two base address registers, so that the next number is missing.</summary>
    public bool Is64Bit => (Flags & IORESOURCE_MEM_64) != 0;
}
