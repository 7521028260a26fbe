namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>Where one thread leaves a hold for another one to give back. Without a lock, which could be interrupted.</summary>
/// <typeparam name="T">The hold.</typeparam>
internal sealed class Mailbox<T>
    where T : class
{
    private readonly T?[] _boxes = new T?[8];

    /// <summary>Puts it in; what it takes the place of.</summary>
    internal T? Exchange(T item, int box) => Interlocked.Exchange(ref _boxes[box % _boxes.Length], item);

    /// <summary>Takes one out, if there is one.</summary>
    internal T? Take(int box) => Interlocked.Exchange(ref _boxes[box % _boxes.Length], null);

    /// <summary>Takes all out.</summary>
    internal void Empty(Action<T> giveBack)
    {
        for (var i = 0; i < _boxes.Length; i++)
        {
            if (Take(i) is { } item)
            {
                giveBack(item);
            }
        }
    }
}
