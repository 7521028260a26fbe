using System.Buffers;
using System.Runtime.InteropServices;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Protocol;

/// <summary>An answer that is given later, in memory of its own.</summary>
internal sealed unsafe class LateAnswer : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(64);
    private int _length = sizeof(fuse_out_header);

    /// <summary>Room for so many bytes behind what is there.</summary>
    internal Memory<byte> Room(int size)
    {
        if (_bytes.Length < _length + size)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_length + size);
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsMemory(_length, size);
    }

    internal void Advance(int count) => _length += count;

    internal void Put<T>(in T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(Room(sizeof(T)).Span, value);
        Advance(sizeof(T));
    }

    /// <summary>Writes the header.</summary>
    internal ReadOnlySpan<byte> Finish(ulong unique, int error)
    {
        _length = error == 0 ? _length : sizeof(fuse_out_header);
        MemoryMarshal.Write(_bytes, new fuse_out_header { len = (uint)_length, error = -error, unique = unique });
        return _bytes.AsSpan(0, _length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
