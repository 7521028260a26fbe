using System.Runtime.CompilerServices;
using Revoke.Guards;

namespace Revoke.Tests.Guards.Ordering;

/// <summary>The way in and the way out, each in a method of its own.</summary>
internal static class EnterPath
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static GateTicket Enter(RevokeScope scope)
    {
        scope.TryEnterGate(out var ticket);
        return ticket;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Leave(RevokeScope scope, GateTicket ticket) => scope.LeaveGate(ticket);
}
