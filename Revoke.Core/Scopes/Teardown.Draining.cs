using Revoke.Guards;

namespace Revoke;

/// <content>What has been claimed, and which of it is empty.</content>
internal sealed partial class Teardown
{
    /// <summary>Claims all objects of a scope that is being closed and closes their gates, the last one opened first. The scope's lock is held.</summary>
    internal void AdoptAll(ReadOnlySpan<RevocableObject?> items)
    {
        if (items.IsEmpty)
        {
            return;
        }

        // Each scope's own first: in a scope closed before, somebody may open more (AdoptLate), and who waits for this teardown may look at what there is.
        var adopted = new List<RevocableObject>(items.Length);
        var (empty, subscribers, toWake) = (0, _toHangUp.Count, _toWake.Count);
        for (var i = items.Length - 1; i >= 0; i--)
        {
            var item = items[i]!;
            if (!item.TryClaim(this, out var needsBarrier))
            {
                DependOn(item.Teardown!); // a dispose was first, and may be waiting for somebody inside
                NoteMemory(item);
                continue;
            }

            NoteClosed(needsBarrier);
            adopted.Add(item);
            if (item.NeedsBegin)
            {
                _toWake.Add(item);
            }

            // Of a crowd that nobody uses each one is looked at once, while it is in the cache.
            SlotSnapshot? snapshot = null;
            if (!needsBarrier && empty == adopted.Count - 1 && item.Gate.IsEmpty(ref snapshot))
            {
                NoteSubscriber(item);
                empty++;
            }
        }

        using var guard = UninterruptedLock.Take(_sync);
        for (var i = toWake; i < _toWake.Count; i++)
        {
            NoteMemoryUnsynchronized(_toWake[i]);
        }

        if (_emptyObjects == _objects.Count)
        {
            _emptyObjects += empty;
        }
        else
        {
            _toHangUp.RemoveRange(subscribers, _toHangUp.Count - subscribers); // looked at again, behind those that are in the way
        }

        if (_objects.Count == 0)
        {
            _objects = adopted;
        }
        else
        {
            _objects.AddRange(adopted);
        }
    }

    /// <summary>Claims an object that was opened while the gate closed. Its opener is inside a use of the scope and signals when he leaves.</summary>
    internal void AdoptLate(RevocableObject item)
    {
        // Nobody else has it yet: it cannot be claimed already, nor be promoted and need a barrier.
        if (item.TryClaim(this, out _))
        {
            using var guard = UninterruptedLock.Take(_sync);
            _objects.Add(item);
            NoteMemoryUnsynchronized(item);
        }
    }

    // Before anybody has given up waiting everything is released together, after the whole drain; afterwards each object
    // as soon as nobody is inside it or its scope any more, so that one stuck use does not keep the others open.
    private List<RevocableObject> TakeDrainedUnsynchronized(bool dependenciesDone)
    {
        SlotSnapshot? snapshot = null;
        while (_emptyScopes < _scopes.Count && _scopes[_emptyScopes].Gate.IsEmpty(ref snapshot))
        {
            _emptyScopes++;
        }

        while (_emptyObjects < _objects.Count && _objects[_emptyObjects] is var item && IsVacant(item, ref snapshot))
        {
            NoteSubscriber(item);
            _emptyObjects++;
        }

        if (_emptyScopes == _scopes.Count && _emptyObjects == _objects.Count && dependenciesDone)
        {
            _drained ??= _time.GetElapsedTime(_start);
            if (_objects.Count > 0)
            {
                var all = _objects;
                _objects = [];
                _emptyObjects = 0;
                return all;
            }
        }

        var some = _piecemeal ? TakeSomeUnsynchronized(ref snapshot) : [];
        return some.Count > 0 ? some : TakeWithheldUnsynchronized();
    }

    // In a revoke those who reach into it through its scope are inside that, whose gate is closed too.
    private bool IsVacant(RevocableObject item, ref SlotSnapshot? snapshot) =>
        _disposed is null ? item.Gate.IsEmpty(ref snapshot) : item.IsVacant(ref snapshot);

    private void NoteSubscriber(RevocableObject item)
    {
        if (item.HasSubscriber)
        {
            _toHangUp.Add(item);
        }
    }

    private List<RevocableObject> TakeSomeUnsynchronized(ref SlotSnapshot? snapshot)
    {
        var some = new List<RevocableObject>();
        var rest = new List<RevocableObject>();
        foreach (var item in _objects)
        {
            (IsVacant(item, ref snapshot) && (_scopes.Count == 0 || item.Scope.Gate.IsEmpty(ref snapshot)) ? some : rest).Add(item);
        }

        _objects = rest;
        _emptyObjects = 0;
        return some;
    }

    /// <summary>Whether all that is left to wait for would wait for <paramref name="waiter"/> itself, or for somebody who waits too (I5, I6). A waiter without a thread, whose caller has gone on, waits for a release that this thread does.</summary>
    private bool IsExcusedFor(WaitView waiter)
    {
        Teardown[] dependencies;
        using (UninterruptedLock.Take(_sync))
        {
            if (!_begun)
            {
                // Woken code that runs on the beginner's own thread is in its way itself.
                return Volatile.Read(ref _beginner) == waiter.Thread;
            }

            if (_releasing && _executor is { } executor && (executor != waiter.Thread || waiter.HasCallerGoneOn) && executor.WaitingIn is null)
            {
                return false;
            }

            var left = _releasing;
            SlotSnapshot? snapshot = null;
            for (var i = _emptyScopes; i < _scopes.Count; i++)
            {
                var occupancy = _scopes[i].Gate.Inspect(waiter, ref snapshot);
                if (occupancy == GateOccupancy.Occupied)
                {
                    return false;
                }

                left |= occupancy == GateOccupancy.Excused;
            }

            for (var i = _emptyObjects; i < _objects.Count; i++)
            {
                var occupancy = _objects[i].Inspect(waiter, ref snapshot);
                if (occupancy == GateOccupancy.Occupied)
                {
                    return false;
                }

                left |= occupancy == GateOccupancy.Excused;
            }

            dependencies = [.. _dependencies];
            if (!left && dependencies.Length == 0)
            {
                // Everything is empty: it is not the waiter who is in the way but the next Advance.
                return false;
            }
        }

        return Array.TrueForAll(dependencies, dependency => dependency.IsCompleted || dependency.IsExcusedFor(waiter));
    }
}
