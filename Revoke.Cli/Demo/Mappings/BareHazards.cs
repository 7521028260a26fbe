using System.IO.MemoryMappedFiles;

namespace Revoke.Cli.Demo.Mappings;

/// <summary>Mapped memory as the framework has it. What is returned is never said: none of this can be caught.</summary>
internal static unsafe class BareHazards
{
    internal static string ReadTruncated(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        using var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        MappingChild.TellReading();
        try
        {
            while (true)
            {
                for (var at = 0L; at < HazardParent.FileLength; at += Environment.SystemPageSize)
                {
                    _ = view.ReadInt32(at);
                }
            }
        }
        catch (Exception exception)
        {
            return $"caught {exception.GetType().Name}";
        }
    }

    // As in a MemoryManager or a cache of spans: the pointer outlives the accessor that it came from.
    internal static string ReadEnded(string path)
    {
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* address = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref address);
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        var ended = Task.Run(() =>
        {
            MappingChild.TellReading();
            view.Dispose();
            file.Dispose();
        });
        try
        {
            while (true)
            {
                _ = new ReadOnlySpan<byte>(address, HazardParent.FileLength).Count((byte)1);
            }
        }
        catch (Exception exception)
        {
            return $"caught {exception.GetType().Name}, {ended.Status}";
        }
    }
}
