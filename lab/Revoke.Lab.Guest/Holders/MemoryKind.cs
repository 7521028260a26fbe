namespace Revoke.Lab.Guest.Holders;

/// <summary>What is behind a mapping.</summary>
/// <param name="Identification">What its first register reads as; <see langword="null"/> for memory, where anything may stand.</param>
/// <param name="StoreAt">Where may be written: eight bytes.</param>
internal sealed record MemoryKind(uint? Identification, int StoreAt)
{
    /// <summary>QEMU's edu: 0x00 identifies it, 0x80 keeps what is written (the source address of its DMA).</summary>
    internal static MemoryKind Edu { get; } = new(0x010000ed, 0x80);

    /// <summary>The shared memory of ivshmem.</summary>
    internal static MemoryKind Memory { get; } = new(null, 0x100);

    internal static MemoryKind Parse(string name) => name == "edu" ? Edu : Memory;
}
