namespace Revoke.Guards;

/// <summary>Kept by a thread static and nothing else: its finalizer runs when the thread has ended.</summary>
internal sealed class ThreadEnd(UseThread thread)
{
    ~ThreadEnd() => thread.End();
}
