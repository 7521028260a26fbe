using Revoke.Benchmarks.Harness;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>As many counted objects, with nobody inside.</summary>
internal sealed class CounterField
{
    private readonly CountedObject[] _items;

    internal CounterField(int count)
    {
        _items = new CountedObject[count];
        for (var i = 0; i < count; i++)
        {
            _items[i] = new CountedObject();
        }
    }

    /// <summary>Closes all, and looks whether all are empty.</summary>
    /// <returns>Nanoseconds for each.</returns>
    internal double Close()
    {
        foreach (var item in _items)
        {
            item.Renew();
        }

        var start = Clock.Now;
        foreach (var item in _items)
        {
            item.Close();
        }

        var empty = 0;
        foreach (var item in _items)
        {
            empty += item.IsEmpty ? 1 : 0;
        }

        var took = Clock.NanosecondsSince(start);
        return empty == _items.Length ? took / _items.Length : throw new InvalidOperationException("Nobody is inside.");
    }
}
