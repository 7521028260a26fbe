using System.Runtime.CompilerServices;
using Revoke.Errors;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Protocol;

/// <summary>The answer to one request, made up in a buffer that begins with the header. It fails with EIO if nobody says otherwise, so that no request is left unanswered.</summary>
internal unsafe ref struct Answer
{
    private readonly byte* _start;
    private readonly int _capacity;
    private int _length;
    private int _error = Errno.EIO;

    internal Answer(byte* start, int capacity)
    {
        _start = start;
        _capacity = capacity;
    }

    /// <summary>Somebody else answers, later; or nobody, because none is expected.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>Room behind what is there.</summary>
    internal readonly Span<byte> Room => new(_start + sizeof(fuse_out_header) + _length, _capacity - sizeof(fuse_out_header) - _length);

    internal void Fail(int errno) => (_error, _length) = (errno, 0);

    /// <summary>Done, with nothing more to say.</summary>
    internal void Succeed() => _error = 0;

    internal void Leave() => IsLeft = true;

    /// <summary>Appends a structure, all zeros, for the caller to fill.</summary>
    internal ref T Put<T>()
        where T : unmanaged
    {
        _error = 0;
        ref var place = ref *(T*)(_start + sizeof(fuse_out_header) + _length);
        Unsafe.InitBlockUnaligned(ref Unsafe.As<T, byte>(ref place), 0, (uint)sizeof(T));
        _length += sizeof(T);
        return ref place;
    }

    /// <summary>So many bytes of <see cref="Room"/> belong to it.</summary>
    internal void Advance(int count)
    {
        _error = 0;
        _length += count;
    }

    /// <summary>Writes the header.</summary>
    /// <returns>What is to be sent.</returns>
    internal readonly ReadOnlySpan<byte> Finish(ulong unique)
    {
        var length = sizeof(fuse_out_header) + (_error == 0 ? _length : 0);
        *(fuse_out_header*)_start = new fuse_out_header { len = (uint)length, error = -_error, unique = unique };
        return new ReadOnlySpan<byte>(_start, length);
    }
}
