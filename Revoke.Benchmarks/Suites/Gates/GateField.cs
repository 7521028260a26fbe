using Revoke.Benchmarks.Harness;
using Revoke.Guards;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>Very many gates, each in an object of its own, promoted, with nobody inside.</summary>
internal sealed class GateField
{
    private readonly GuardedObject[] _items;

    internal GateField(int count)
    {
        _items = new GuardedObject[count];
        for (var i = 0; i < count; i++)
        {
            _items[i] = new GuardedObject();
        }
    }

    /// <summary>Closes all with one barrier and one look at the slots.</summary>
    /// <returns>Nanoseconds for each.</returns>
    internal double CloseTogether()
    {
        Renew();
        var start = Clock.Now;
        var needsBarrier = false;
        foreach (var item in _items)
        {
            needsBarrier |= item.Close();
        }

        if (needsBarrier)
        {
            ProcessBarrier.Issue();
        }

        SlotSnapshot? snapshot = null;
        var empty = 0;
        foreach (var item in _items)
        {
            empty += item.Gate.IsEmpty(ref snapshot) ? 1 : 0;
        }

        var took = Clock.NanosecondsSince(start);
        return empty == _items.Length && needsBarrier ? took / _items.Length : throw new InvalidOperationException("Nobody is inside.");
    }

    /// <summary>Closes each with a barrier and a look of its own.</summary>
    /// <returns>Nanoseconds for each.</returns>
    internal double CloseOneByOne()
    {
        Renew();
        var start = Clock.Now;
        foreach (var item in _items)
        {
            item.Revoke();
        }

        return Clock.NanosecondsSince(start) / _items.Length;
    }

    private void Renew()
    {
        foreach (var item in _items)
        {
            item.Renew();
        }
    }
}
