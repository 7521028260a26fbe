using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Revoke.Cli.Interop;

/// <summary><c>struct epoll_event</c>, epoll_ctl(2): packed to 12 bytes on x86-64, 16 with natural alignment elsewhere.</summary>
internal static unsafe class EpollEvent
{
    internal const int MaxSize = 16;

    private static readonly int s_dataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    internal static int Size => s_dataOffset + sizeof(ulong);

    internal static void Write(byte* at, uint events, int data)
    {
        Unsafe.WriteUnaligned(at, events);
        Unsafe.WriteUnaligned(at + s_dataOffset, (ulong)data);
    }

    internal static int ReadData(byte* at) => (int)Unsafe.ReadUnaligned<ulong>(at + s_dataOffset);
}
