using Revoke.Errors;
using Revoke.Guards;
using Revoke.Interop;

namespace Revoke.Files;

/// <summary>Some neighbouring pages of a <see cref="PageStore"/>: their states, and the window through which the driver sees them.</summary>
internal sealed unsafe class PageChunk(OwnedDescriptor memory, long index)
{
    internal const int Pages = 512;

    private readonly object _sync = new();
    private readonly PageState?[] _states = new PageState?[Pages];
    private nint _window;

    private static nuint WindowLength => (nuint)(Pages * Environment.SystemPageSize);

    internal long Index => index;

    /// <summary>The state of one page; null: absent.</summary>
    internal ref PageState? GetState(int page) => ref _states[page];

    /// <summary>The memory of one page, which is inside the file by now.</summary>
    /// <exception cref="IOException">There is no address space for it.</exception>
    internal Span<byte> GetPage(int page)
    {
        var size = Environment.SystemPageSize;
        return new Span<byte>((void*)(GetWindow() + (page * size)), size);
    }

    /// <summary>The window shows no page until it is looked through again; what is in them stays (MADV_DONTNEED of shared memory, madvise(2)).</summary>
    internal void LetGo()
    {
        if (Volatile.Read(ref _window) is var window and not 0)
        {
            _ = Libc.madvise(window, WindowLength, Libc.MADV_DONTNEED); // a page that stays shown is one that is not moved
        }
    }

    /// <summary>Nobody looks through the window any more.</summary>
    internal void Close()
    {
        if (_window != 0)
        {
            _ = Libc.munmap(_window, WindowLength);
        }
    }

    private nint GetWindow()
    {
        if (Volatile.Read(ref _window) is var there and not 0)
        {
            return there;
        }

        using var guard = UninterruptedLock.Take(_sync);
        if (_window == 0)
        {
            // As long as the chunk, also where the file ends before it: the file may grow.
            var window = Libc.mmap(0, WindowLength, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, memory.Number, index * (long)WindowLength);
            if (window == Libc.MAP_FAILED)
            {
                throw Errno.ToException(Errno.Last, "mmap", "memory for a driver's pages");
            }

            Volatile.Write(ref _window, window);
        }

        return _window;
    }
}
