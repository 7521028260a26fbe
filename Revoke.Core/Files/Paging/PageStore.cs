using System.Collections.Concurrent;
using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Guards;
using Revoke.Interop;

namespace Revoke.Files;

/// <summary>
/// The memory of one open file whose pages its driver supplies: an anonymous file that all its mappings show. The open file and each mapping count as one user; with the
/// last of them it goes, and the driver's release is called.
/// </summary>
internal sealed class PageStore
{
    private readonly object _sync = new();
    private readonly ConcurrentDictionary<long, PageChunk> _chunks = [];
    private readonly IFileOperations _file;
    private readonly OwnedDescriptor _memory;
    private readonly string _name;
    private long _length;
    private int _users = 1;

    /// <summary>Created by the open file, which is its first user.</summary>
    /// <exception cref="IOException">There is no descriptor for it.</exception>
    internal PageStore(IFileOperations file, VmOperations operations, string name)
    {
        _file = file;
        _name = name;
        Operations = operations;
        var fd = Libc.memfd_create("revoke-pages", Libc.MFD_CLOEXEC);
        _memory = fd >= 0 ? new OwnedDescriptor(fd) : throw Errno.ToException(Errno.Last, "memfd_create", $"memory for '{name}'");
    }

    /// <summary>What all mappings of the file are bound to.</summary>
    internal VmOperations Operations { get; }

    /// <summary>The driver's own way to make blocked calls return, if it has one.</summary>
    internal IBlockingOperations? Blocking => _file as IBlockingOperations;

    /// <summary>To be mapped; valid for as long as somebody uses the store.</summary>
    internal int Descriptor => _memory.Number;

    /// <summary>One more user. The caller is inside the file, or a mapping of it, so that there is one.</summary>
    internal void Join() => Interlocked.Increment(ref _users);

    /// <summary>One user less; the last one frees the memory and lets the driver go. Throws what its release throws.</summary>
    internal void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            Close();
            _file.Release();
        }
    }

    /// <summary>The store was not the first of its file, and nobody has seen it.</summary>
    internal void Close()
    {
        foreach (var (_, chunk) in _chunks)
        {
            chunk.Close();
        }

        _memory.Dispose();
    }

    /// <summary>Makes it reach to <paramref name="end"/> at least, and to the end of a page.</summary>
    /// <exception cref="IOException">The system does not allow it.</exception>
    internal void Grow(long end)
    {
        var page = Environment.SystemPageSize;
        var length = (end + page - 1) / page * page;
        using var guard = UninterruptedLock.Take(_sync);
        if (length <= _length)
        {
            return;
        }

        if (MemoryFile.SetLength(_memory.Number, length) is var errno and not 0)
        {
            throw Errno.ToException(errno, "ftruncate", $"memory for '{_name}'");
        }

        _length = length;
    }

    /// <summary>No page is shown by the driver's windows, until the driver looks at it again.</summary>
    internal void LetGo()
    {
        foreach (var (_, chunk) in _chunks)
        {
            chunk.LetGo();
        }
    }

    internal PageChunk GetChunk(long index) => _chunks.TryGetValue(index, out var chunk) ? chunk : _chunks.GetOrAdd(index, new PageChunk(_memory, index));
}
