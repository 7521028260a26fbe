namespace Revoke.Fuse.Serving;

/// <summary>What is open, by the number that the kernel hands back. Any thread.</summary>
internal sealed class HandleTable<T>
    where T : class
{
    private readonly Lock _sync = new();
    private readonly List<T?> _items = [null];
    private readonly Stack<int> _free = [];
    private bool _isClosed;

    /// <summary>The number; 0 if the table is closed.</summary>
    internal ulong Add(T item)
    {
        lock (_sync)
        {
            if (_isClosed)
            {
                return 0;
            }

            if (_free.TryPop(out var place))
            {
                _items[place] = item;
                return (ulong)place;
            }

            _items.Add(item);
            return (ulong)_items.Count - 1;
        }
    }

    internal T? Find(ulong handle)
    {
        lock (_sync)
        {
            return handle < (ulong)_items.Count ? _items[(int)handle] : null;
        }
    }

    internal T? Remove(ulong handle)
    {
        lock (_sync)
        {
            if (handle >= (ulong)_items.Count || _items[(int)handle] is not { } item)
            {
                return null;
            }

            _items[(int)handle] = null;
            _free.Push((int)handle);
            return item;
        }
    }

    /// <summary>Takes nothing in any more; what is open, which stays.</summary>
    internal List<T> Close()
    {
        lock (_sync)
        {
            _isClosed = true;
            return [.. _items.OfType<T>()];
        }
    }
}
