using System.Runtime.CompilerServices;
using Revoke.Guards;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>An object that is a gate and nothing else, for threads that bring their slots along.</summary>
internal sealed class LoneGate
{
    private AsymmetricGate _gate;

    internal LoneGate()
    {
        _gate.Hold(UseThread.Current, name: null, start: 0, out var ticket);
        _gate.Leave(ticket);
    }

    /// <summary>The calling thread's slots.</summary>
    internal static unsafe nint Slots => (nint)UseThread.Current.Block.First;

    internal long Pass(nint slots, int times)
    {
        var closed = 0L;
        for (var i = 0; i < times; i++)
        {
            closed += PassOnce(slots) ? 1 : 0;
        }

        return closed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool PassOnce(nint slots) => _gate.TryEnterFast(slots, out var ticket) ? _gate.LeaveFast(ticket) : throw new InvalidOperationException("The gate is open.");
}
