namespace Revoke.Guards;

/// <summary>The slots of the calling thread: the address of the first one, 0 if it has none yet. A class of its own: the runtime reaches the only thread static of a class by the shortest way.</summary>
internal static class ThreadSlots
{
    [ThreadStatic]
    internal static nint t_first;
}
