namespace Revoke.Cli.Demo.Mappings;

/// <summary>Reads memory that is revoked meanwhile, and counts what must not be there.</summary>
/// <param name="mapping">The mapping.</param>
/// <param name="content">What every byte is before.</param>
/// <param name="policy">What every byte is afterwards.</param>
/// <param name="changesInViews">Whether the memory is that of a device, which is replaced under views too.</param>
/// <param name="counts">Where it counts.</param>
/// <param name="begun">Is told of the first piece.</param>
internal sealed unsafe class MemoryReader(RevocableMapping mapping, byte content, byte policy, bool changesInViews, ReaderCounts counts, CountdownEvent begun)
{
    private const int PieceLength = 1 << 16;
    private bool _hasBegun;

    internal static long CountOthers(RevocableMapping mapping, byte policy)
    {
        var all = new ReadOnlySpan<byte>(mapping.DangerousGetPointer(), (int)mapping.Length);
        return all.Length - all.Count(policy);
    }

    /// <summary>Until it is refused. The policy's bytes are only seen by who is told that they are.</summary>
    internal void ReadViews()
    {
        for (var at = 0L; mapping.TryView(at, PieceLength, out var view); at = (at + PieceLength) % mapping.Length)
        {
            using (view)
            {
                var data = view.Span.Count(content);
                var others = data == PieceLength || !changesInViews || !view.IsRevoked ? PieceLength - data : view.Span.ContainsAnyExcept(content, policy) ? 1 : 0;
                Count(others);
            }
        }

        Begin(); // also who is refused from the start
    }

    /// <summary>Past the revoke, as native code does that was once given the address.</summary>
    internal void ReadBare(CancellationToken stop)
    {
        var memory = new ReadOnlySpan<byte>(mapping.DangerousGetPointer(), (int)mapping.Length);
        while (!stop.IsCancellationRequested)
        {
            for (var at = 0; at < memory.Length; at += PieceLength)
            {
                Count(memory.Slice(at, PieceLength).ContainsAnyExcept(content, policy) ? 1 : 0);
            }
        }

        GC.KeepAlive(mapping);
    }

    private void Count(long foreign)
    {
        counts.Add(PieceLength, foreign);
        Begin();
    }

    private void Begin()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            begun.Signal();
        }
    }
}
