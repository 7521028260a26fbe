using System.Runtime.InteropServices;

namespace Revoke.Guards;

/// <summary>
/// The eyes of who waits for a gate to drain: its own thread, and when it began. Whoever has waited in a revoke or dispose at any time
/// since then stays excused for this waiter, so that a cycle ends for all of its members, also for the one that looks last.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WaitView(UseThread Thread, long Since)
{
    /// <summary>Whether it waits without a thread: the calling one has gone on, and what the library does on it, a release or a kick, is waited for.</summary>
    internal bool HasCallerGoneOn { get; init; }

    internal static WaitView Begin(UseThread thread) => new(thread, UseThread.WaitsEnded);
}
