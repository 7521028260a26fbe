using Revoke.Guards;

namespace Revoke;

/// <content>
/// Step 3, memory: that of a device that is gone is replaced before anybody has left, all other memory before it is released, and at the deadline under whoever is inside
/// if it allows that. What cannot be replaced is not released.
/// </content>
internal sealed partial class Teardown
{
    private static readonly TimeSpan s_nextAttempt = TimeSpan.FromMilliseconds(100);

    /// <summary>Of the scopes of a revoke, until it is completed; also what a dispose has claimed that was first. Guarded by <see cref="_sync"/>.</summary>
    private List<IReplaceable>? _memory;

    /// <summary>Drained, and not replaced, since the system refused it.</summary>
    private List<RevocableObject> _withheld = [];
    private bool _retriesWithheld;
    private bool _knowsMemory; // all that was there when the gates were closed
    private bool _isDeviceGone;
    private bool _toldWithheld; // the executor's

    /// <summary>The owner of memory has given it back; it may have been what could not be replaced.</summary>
    internal void NoteGivenBack()
    {
        using (UninterruptedLock.Take(_sync))
        {
            if (_withheld.Count == 0)
            {
                return;
            }

            _retriesWithheld = true;
        }

        Signal();
    }

    /// <summary>Names what has not been replaced.</summary>
    private string[] GetNotReplacedUnsynchronized() =>
        _completed || _memory is null ? [] : [.. _memory.Where(static memory => !memory.IsReplaced).Select(static memory => memory.Describe())];

    private void NoteMemoryUnsynchronized(RevocableObject item)
    {
        if (_disposed is null && item is IReplaceable memory)
        {
            (_memory ??= []).Add(memory);
        }
    }

    private void NoteMemory(RevocableObject item)
    {
        using var guard = UninterruptedLock.Take(_sync);
        NoteMemoryUnsynchronized(item);
    }

    // Who is inside reads the policy's bytes from here on, and sees that he is revoked: his gate is closed.
    private void ReplaceFirst()
    {
        using (UninterruptedLock.Take(_sync))
        {
            _knowsMemory = true;
        }

        if (IsGone(_reason) || Volatile.Read(ref _isDeviceGone))
        {
            NoteDeviceGone();
        }
    }

    /// <summary>The device is gone while a revoke for another reason, or a dispose, waits for somebody who may be driving it.</summary>
    private void NoteDeviceGone()
    {
        List<IReplaceable>? memory;
        Teardown[] dependencies;
        using (UninterruptedLock.Take(_sync))
        {
            Volatile.Write(ref _isDeviceGone, true);
            if (!_knowsMemory || _completed)
            {
                return; // who begins sees it
            }

            memory = _memory?.FindAll(static memory => memory.IsDeviceMemory);
            dependencies = [.. _dependencies];
        }

        Replace(memory);
        foreach (var dependency in dependencies)
        {
            dependency.NoteDeviceGone();
        }
    }

    /// <summary>Another revoke, which is not the first.</summary>
    private void NoteAgain(RevokeReason reason)
    {
        if (IsGone(reason))
        {
            NoteDeviceGone();
        }
    }

    private static bool IsGone(RevokeReason reason) => reason.Cause is RevokeCause.Unplugged or RevokeCause.Unbound;

    /// <summary>Somebody who waited has come to his deadline.</summary>
    private void ReplaceUnderUse()
    {
        List<IReplaceable>? memory;
        using (UninterruptedLock.Take(_sync))
        {
            memory = _memory?.FindAll(static memory => memory.ReplaceUnderUse);
        }

        Replace(memory);
    }

    /// <summary>Before release: what of it may be released.</summary>
    private List<RevocableObject> ReplaceDrained(List<RevocableObject> drained)
    {
        using (UninterruptedLock.Take(_sync))
        {
            if (_memory is null)
            {
                return drained;
            }
        }

        var memory = drained.OfType<IReplaceable>().ToList();
        Replace(memory);
        if (memory.TrueForAll(MayBeReleased))
        {
            return drained;
        }

        var replaced = new List<RevocableObject>();
        var withheld = new List<RevocableObject>();
        foreach (var item in drained)
        {
            (item is IReplaceable one && !MayBeReleased(one) ? withheld : replaced).Add(item);
        }

        using (UninterruptedLock.Take(_sync))
        {
            _withheld.AddRange(withheld);
        }

        if (!_toldWithheld && withheld.Count > 0)
        {
            _toldWithheld = true;
            Diagnostics.Log.NotReplaced(withheld[0].Scope.Options.Logger, withheld[0].Describe(), withheld.Count);
        }

        RepeatKicks(); // from time to time it is tried again
        return replaced;
    }

    /// <summary>What was withheld, if it is time to try again.</summary>
    private List<RevocableObject> TakeWithheldUnsynchronized()
    {
        if (!_retriesWithheld)
        {
            return [];
        }

        _retriesWithheld = false;
        var again = _withheld;
        _withheld = [];
        return again;
    }

    private static bool MayBeReleased(IReplaceable memory) => memory.IsReplaced || memory.IsGivenBack;

    private static void Replace(List<IReplaceable>? memory)
    {
        if (memory is { Count: > 0 })
        {
            memory[0].Replacer.Replace(memory);
        }
    }
}
