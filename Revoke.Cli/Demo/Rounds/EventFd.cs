using Microsoft.Win32.SafeHandles;
using Revoke.Cli.Interop;
using Revoke.Interop;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>An eventfd(2).</summary>
internal sealed unsafe class EventFd : IDisposable
{
    private readonly SafeFileHandle _handle = Native.Own(Libc.eventfd(0, Libc.EFD_CLOEXEC | Libc.EFD_NONBLOCK), "eventfd");

    internal int Number => Native.Number(_handle);

    public void Dispose() => _handle.Dispose();

    /// <summary>One more descriptor of it.</summary>
    internal SafeFileHandle Duplicate() => Native.Duplicate(_handle);

    internal void Set()
    {
        ulong one = 1;
        _ = Libc.write(Number, (byte*)&one, sizeof(ulong));
    }

    internal void Reset()
    {
        ulong count;
        _ = Libc.read(Number, (byte*)&count, sizeof(ulong));
    }
}
