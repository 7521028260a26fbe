using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Revoke;

namespace RecordFile;

/// <summary>With the library. What is read and written by copies is checked: a file that has been truncated is a <see cref="BusErrorException"/>.</summary>
[SupportedOSPlatform("linux")]
public sealed class RecordsAfter : IDisposable
{
    private readonly RevokeScope _scope;
    private readonly RevocableMapping _mapping;

    public RecordsAfter(string path)
    {
        _scope = new RevokeScope(path);
        _mapping = _scope.Map(path, new() { Access = FileAccess.ReadWrite });
    }

    public Record Get(long index)
    {
        Record record = default;
        _mapping.CopyTo(index * Record.Size, MemoryMarshal.AsBytes(new Span<Record>(ref record)));
        return record;
    }

    public void Set(long index, Record record) =>
        _mapping.CopyFrom(index * Record.Size, MemoryMarshal.AsBytes(new ReadOnlySpan<Record>(in record)));

    public int Get(long first, Record[] records)
    {
        var count = (int)Math.Clamp((_mapping.Length / Record.Size) - first, 0, records?.Length ?? 0);
        _mapping.CopyTo(first * Record.Size, MemoryMarshal.AsBytes(records.AsSpan(0, count)));
        return count;
    }

    /// <summary>Fast, in the memory itself: for files that nobody truncates.</summary>
    public double Sum(long first, int count)
    {
        using var view = _mapping.View(first * Record.Size, count * Record.Size);
        var sum = 0.0;
        foreach (ref readonly var record in MemoryMarshal.Cast<byte, Record>(view.Span))
        {
            sum += record.Value;
        }

        return sum;
    }

    /// <summary>At any time, from any thread: who is inside is waited for.</summary>
    public void Dispose()
    {
        _scope.Dispose();
        _mapping.Dispose();
    }
}
