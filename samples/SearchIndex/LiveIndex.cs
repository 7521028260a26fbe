using System.Runtime.Versioning;

namespace SearchIndex;

/// <summary>An index that is searched by many threads while it is refreshed.</summary>
[SupportedOSPlatform("linux")]
public sealed class LiveIndex(string directory) : IAsyncDisposable
{
    private Segment _current = new(directory);
    private volatile bool _disposed;

    public Answer Search(ReadOnlySpan<int> terms)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (Volatile.Read(ref _current).TrySearch(terms, out var answer))
            {
                return answer;
            }
        }
    }

    /// <summary>From here on queries go to the new files. Returns when the old ones are in nobody's use, and can be deleted.</summary>
    public async Task RefreshAsync(string newDirectory)
    {
        var old = Interlocked.Exchange(ref _current, new Segment(newDirectory));
        await old.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _current.DisposeAsync().ConfigureAwait(false);
    }
}
