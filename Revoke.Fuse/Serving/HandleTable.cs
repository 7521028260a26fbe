namespace Revoke.Fuse.Serving;

/// <summary>What is open, by the number that the kernel hands back. Any thread.</summary>
internal sealed class HandleTable<T>
    where T : class
{
    private readonly Lock _sync = new();
    private readonly List<T?> _items = [null];
    private readonly Stack<int> _free = [];

    internal ulong Add(T item)
    {
        lock (_sync)
        {
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
}
