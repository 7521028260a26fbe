namespace Revoke.Benchmarks.Suites;

/// <summary>As many readers, each asleep in a FIFO of a scope of its own, and as many pool items that each revoke one of the scopes.</summary>
internal sealed class RevokedCrowd(int size) : IDisposable
{
    private readonly TemporaryFifos _fifos = new(size);
    private readonly CountdownEvent _done = new(2 * size);

    /// <summary>The longest that a revoke of all has taken.</summary>
    internal TimeSpan Slowest { get; private set; }

    /// <summary>Opens, sleeps and revokes once.</summary>
    /// <returns>From the first item queued until every Revoke had returned and every read had ended with its exception.</returns>
    internal TimeSpan Wake()
    {
        _done.Reset();
        var scopes = new RevokeScope[size];
        for (var i = 0; i < size; i++)
        {
            scopes[i] = new RevokeScope("crowd");
            _ = AwaitAsync(scopes[i].Open(_fifos.Paths[i], new RevocableFileOptions { Access = FileAccess.Read }));
        }

        var start = TimeProvider.System.GetTimestamp();
        foreach (var scope in scopes)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    scope.Revoke(RevokeReason.Unplugged);
                    _done.Signal();
                },
                null);
        }

        _done.Wait();
        var took = TimeProvider.System.GetElapsedTime(start);
        Slowest = took > Slowest ? took : Slowest;
        return took;
    }

    public void Dispose()
    {
        _fifos.Dispose();
        _done.Dispose();
    }

    private async Task AwaitAsync(RevocableFile file)
    {
        try
        {
            await file.ReadAsync(new byte[16]).ConfigureAwait(false);
        }
        catch (RevokedException)
        {
            _done.Signal();
        }
    }
}
