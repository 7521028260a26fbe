using System.Runtime.CompilerServices;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>
/// Entering and leaving, many times. Each answers something that depends on every pass, so that nothing of it can be left out. The loops are
/// tested at their end, as a C compiler makes them too: the JIT turns only small ones round, and where it has not, it leaves what does not change inside.
/// </summary>
internal static class GatePasses
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long InLoop(GuardedObject item, int times)
    {
        var closed = 0L;
        do
        {
            if (!item.Gate.TryEnter(out var ticket) || item.Gate.Leave(ticket))
            {
                closed++;
            }
        }
        while (--times > 0);

        return closed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long InLoopTestedFirst(GuardedObject item, int times)
    {
        var closed = 0L;
        for (var i = 0; i < times; i++)
        {
            if (!item.Gate.TryEnter(out var ticket) || item.Gate.Leave(ticket))
            {
                closed++;
            }
        }

        return closed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long InFunction(GuardedObject item, int times)
    {
        var closed = 0L;
        do
        {
            closed += Once(item) ? 1 : 0;
        }
        while (--times > 0);

        return closed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long ByHold(GuardedObject item, int times)
    {
        var closed = 0L;
        do
        {
            if (!item.Gate.TryHold(out var ticket) || item.Gate.LeaveHold(ticket))
            {
                closed++;
            }
        }
        while (--times > 0);

        return closed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long ByNamedHold(GuardedObject item, string name, long start, int times)
    {
        var closed = 0L;
        do
        {
            if (!item.Gate.TryHold(name, start, out var ticket) || item.Gate.LeaveHold(ticket))
            {
                closed++;
            }
        }
        while (--times > 0);

        return closed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static long OfScope(RevokeScope scope, int times)
    {
        var revoked = 0L;
        do
        {
            using var use = scope.Enter();
            revoked += use.IsRevoked ? 1 : 0;
        }
        while (--times > 0);

        return revoked;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Once(GuardedObject item) => !item.Gate.TryEnter(out var ticket) || item.Gate.Leave(ticket);
}
