namespace Revoke.Tests.Mappings.Hazards;

/// <summary>Threads that read without pause until they are refused.</summary>
internal sealed class Readers
{
    private readonly Task<string>[] _threads;
    private readonly CountdownEvent _begun;
    private int _others;

    /// <summary>Starts them, and returns when each has read once.</summary>
    /// <param name="count">How many.</param>
    /// <param name="read">One read of what is there; throws when it is refused.</param>
    /// <param name="isExpected">What may be read.</param>
    public Readers(int count, Func<byte> read, Predicate<byte> isExpected)
    {
        _begun = new CountdownEvent(count);
        _threads = [.. Enumerable.Range(0, count).Select(_ => Task.Factory.StartNew(() => Run(read, isExpected), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        _begun.Wait();
    }

    /// <summary>How they ended, and how much they read that they should not have.</summary>
    public string End() => $"{string.Join(", ", Task.WhenAll(_threads).Result.Distinct(StringComparer.Ordinal))}, {_others} other bytes";

    private string Run(Func<byte> read, Predicate<byte> isExpected)
    {
        var isFirst = true;
        while (true)
        {
            try
            {
                if (!isExpected(read()))
                {
                    Interlocked.Increment(ref _others);
                }
            }
            catch (Exception exception)
            {
                return exception.GetType().Name;
            }

            if (isFirst)
            {
                _begun.Signal();
                isFirst = false;
            }
        }
    }
}
