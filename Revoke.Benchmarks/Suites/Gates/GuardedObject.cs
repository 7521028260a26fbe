using Revoke.Guards;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>An object with a gate in it, as scopes and files have one.</summary>
internal sealed class GuardedObject
{
    private Gate _gate;

    internal ref Gate Gate => ref _gate;

    /// <summary>A gate that has had uses enough to be promoted.</summary>
    internal static GuardedObject CreatePromoted()
    {
        var made = new GuardedObject();
        made.Renew();
        return made;
    }

    /// <summary>A new gate in the place of the old one, promoted by the shortest way.</summary>
    internal void Renew()
    {
        _gate = default;
        if (!_gate.TryHold(name: null, start: 0, out var ticket) || _gate.Leave(ticket))
        {
            throw new InvalidOperationException("A new gate is open.");
        }
    }

    /// <summary>Closes the gate. True if a barrier has to follow.</summary>
    internal bool Close() => _gate.TryClose(out var needsBarrier) ? needsBarrier : throw new InvalidOperationException("The gate was open.");

    /// <summary>Closes the gate and sees everyone out.</summary>
    internal void Revoke()
    {
        if (Close())
        {
            ProcessBarrier.Issue();
        }

        SlotSnapshot? snapshot = null;
        while (!_gate.IsEmpty(ref snapshot))
        {
            Thread.SpinWait(1);
            snapshot = null;
        }
    }
}
