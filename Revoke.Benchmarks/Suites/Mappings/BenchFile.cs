using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Revoke.Benchmarks.Suites.Mappings;

/// <summary>One file of a MiB, mapped in each way that there is.</summary>
internal sealed unsafe class BenchFile : IDisposable
{
    internal const int Length = 1 << 20;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("revoke-bench-");
    private readonly MemoryMappedFile _file;

    internal BenchFile()
    {
        var path = Path.Combine(_directory.FullName, "bytes");
        File.WriteAllBytes(path, [.. Enumerable.Range(0, Length).Select(static i => (byte)(i * 7))]);
        Scope = new RevokeScope("bench");
        Mapping = Scope.Map(path);
        Handle = File.OpenHandle(path);
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        Accessor = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        byte* start = null;
        Accessor.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    internal RevokeScope Scope { get; }

    internal RevocableMapping Mapping { get; }

    internal SafeFileHandle Handle { get; }

    internal MemoryMappedViewAccessor Accessor { get; }

    /// <summary>The bare pointer.</summary>
    internal byte* Start { get; }

    internal byte[] Buffer { get; } = new byte[1 << 16];

    public void Dispose()
    {
        Accessor.SafeMemoryMappedViewHandle.ReleasePointer();
        Accessor.Dispose();
        _file.Dispose();
        Handle.Dispose();
        Mapping.Dispose();
        Scope.Dispose();
        _directory.Delete(recursive: true);
    }
}
