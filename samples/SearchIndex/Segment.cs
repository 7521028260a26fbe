using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Revoke;

namespace SearchIndex;

/// <summary>One generation of the index: three files, mapped in one scope.</summary>
[SupportedOSPlatform("linux")]
public sealed class Segment : IAsyncDisposable
{
    private readonly RevokeScope _scope;
    private readonly RevocableMapping _terms;
    private readonly RevocableMapping _postings;
    private readonly RevocableMapping _norms;

    public Segment(string directory)
    {
        _scope = new RevokeScope(directory);
        _terms = _scope.Map(Path.Combine(directory, "terms"));
        _postings = _scope.Map(Path.Combine(directory, "postings"));
        _norms = _scope.Map(Path.Combine(directory, "norms"));
    }

    /// <summary>False if it has been refreshed meanwhile: the caller takes the new one.</summary>
    public bool TrySearch(ReadOnlySpan<int> terms, out Answer answer)
    {
        answer = default;
        if (!_scope.TryEnter(out var use))
        {
            return false;
        }

        using (use)                                              // one guard for the whole query, whatever it touches
        {
            var generation = BinaryPrimitives.ReadInt64LittleEndian(use.Span(_terms, 0, sizeof(long)));
            var documents = 0;
            var score = 0L;
            foreach (var term in terms)
            {
                var entry = MemoryMarshal.Read<Term>(use.Span(_terms, SegmentWriter.HeaderSize + ((long)term * Term.Size), Term.Size));
                var list = MemoryMarshal.Cast<byte, int>(use.Span(_postings, entry.Offset, (int)entry.Count * sizeof(int)));
                documents += list.Length;
                foreach (var document in list)
                {
                    score += use.Span(_norms, document, 1)[0];
                }
            }

            answer = new Answer(generation, documents, score);
        }

        return true;
    }

    /// <summary>Returns when the queries that were inside have ended; nobody has to be stopped, and nothing is unmapped under one.</summary>
    public async ValueTask DisposeAsync()
    {
        await _scope.RevokeAsync(RevokeReason.Replaced, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        _terms.Dispose();
        _postings.Dispose();
        _norms.Dispose();
        await _scope.DisposeAsync().ConfigureAwait(false);
    }
}
