using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Revoke.Interop;

/// <summary><c>struct termios2</c> of asm-generic/termbits.h: the one that carries any baud rate.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Termios2
{
    public uint c_iflag;
    public uint c_oflag;
    public uint c_cflag;
    public uint c_lflag;
    public byte c_line;
    public ControlCharacters c_cc;
    public uint c_ispeed;
    public uint c_ospeed;

    [InlineArray(19)]
    public struct ControlCharacters
    {
        private byte _first;
    }
}
