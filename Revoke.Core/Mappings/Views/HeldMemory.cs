using System.Buffers;

namespace Revoke.Mappings;

/// <summary>The memory of a <see cref="MappingHold"/>.</summary>
internal sealed unsafe class HeldMemory(RevocableMapping mapping, nint address, int length) : MemoryManager<byte>
{
    private volatile bool _ended;

    internal Memory<byte> Get()
    {
        ThrowIfEnded();
        return Memory;
    }

    internal Memory<byte> GetWritable()
    {
        ThrowIfEnded();
        mapping.EnsureWritable(address, length);
        return Memory;
    }

    public override Span<byte> GetSpan()
    {
        ThrowIfEnded();
        return new Span<byte>((void*)address, length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, length);
        ThrowIfEnded();
        mapping.Range.Pin();
        return new MemoryHandle((byte*)address + elementIndex, default, this);
    }

    public override void Unpin() => mapping.Range.Unpin();

    protected override void Dispose(bool disposing) => _ended = true;

    private void ThrowIfEnded()
    {
        if (_ended)
        {
            throw new ObjectDisposedException(nameof(MappingHold));
        }
    }
}
