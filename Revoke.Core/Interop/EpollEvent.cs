using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary>
/// <c>struct epoll_event</c>, epoll_ctl(2): packed to 12 bytes on x86-64, 16 bytes with natural alignment elsewhere,
/// hence read and written through offsets that are chosen once.
/// </summary>
internal static class EpollEvent
{
    internal const int MaxSize = 16;

    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    internal static int Size => DataOffset + sizeof(ulong);

    internal static unsafe void Write(byte* at, uint events, ulong data)
    {
        Unsafe.WriteUnaligned(at, events);
        Unsafe.WriteUnaligned(at + DataOffset, data);
    }

    internal static unsafe (uint Events, ulong Data) Read(byte* at) =>
        (Unsafe.ReadUnaligned<uint>(at), Unsafe.ReadUnaligned<ulong>(at + DataOffset));
}
