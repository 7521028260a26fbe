using System.IO.MemoryMappedFiles;

namespace RecordFile;

/// <summary>With <see cref="MemoryMappedFile"/>. If another process truncates the file, each of the reads ends this one, and no handler is asked.</summary>
public sealed class RecordsBefore : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public RecordsBefore(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.ReadWrite);
        _view = _file.CreateViewAccessor();
    }

    public Record Get(long index)
    {
        _view.Read(index * Record.Size, out Record record);
        return record;
    }

    public void Set(long index, Record record) => _view.Write(index * Record.Size, ref record);

    public int Get(long first, Record[] records) => _view.ReadArray(first * Record.Size, records, 0, records?.Length ?? 0);

    public double Sum(long first, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += Get(first + i).Value;
        }

        return sum;
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
