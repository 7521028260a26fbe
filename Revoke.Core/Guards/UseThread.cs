namespace Revoke.Guards;

/// <summary>What the library knows of one thread: how many uses it is inside of, and whether it waits for others to leave theirs.</summary>
internal sealed class UseThread
{
    [ThreadStatic]
    private static UseThread? t_current;

    private volatile string? _waitingIn;

    internal static UseThread Current => t_current ?? Create();

    internal int Id { get; } = Environment.CurrentManagedThreadId;

    /// <summary>Synchronous uses this thread is inside of, of all gates together. Touched by the thread itself only.</summary>
    internal int Uses { get; set; }

    /// <summary>The teardown whose release steps this thread is running now. Touched by the thread itself only.</summary>
    internal object? Executing { get; set; }

    /// <summary>The revoke or dispose this thread waits in, or <see langword="null"/>. Its uses are waited for by nobody meanwhile (I6).</summary>
    internal string? WaitingIn
    {
        get => _waitingIn;
        set => _waitingIn = value;
    }

    private static UseThread Create() => t_current = new UseThread();
}
