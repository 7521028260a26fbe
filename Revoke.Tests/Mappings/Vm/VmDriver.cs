using System.Collections.Concurrent;
using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Vm;

/// <summary>A driver without a length that supplies pages: each byte of one is its number, counted from 1.</summary>
internal class VmDriver : BareOperations, IMapOperation
{
    private readonly ConcurrentQueue<string> _calls = new();

    public VmDriver() => VmOperations = new VmOperations { Fault = Fault };

    public static int Page => Environment.SystemPageSize;

    /// <summary>What was called, and of which page, in order.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Replaces the table, whose entries may call <see cref="Fault"/>.</summary>
    public VmOperations VmOperations { get; set; }

    public OperationResult Fault(in DriverCall context, in VmArea area, long offset, Span<byte> page)
    {
        Note($"fault {offset / Page}");
        page.Fill((byte)((offset / Page) + 1));
        return OperationResult.Done(0);
    }

    public OperationResult PageMkwrite(in DriverCall context, in VmArea area, long offset, Span<byte> page)
    {
        Note($"mkwrite {offset / Page}");
        return OperationResult.Done(0);
    }

    public void Note(string call) => _calls.Enqueue(call);
}
