namespace Revoke.Files;

/// <summary>What follows an asynchronous call whose caller wants to go on in his own synchronization context or task scheduler.</summary>
internal sealed class PostedContinuation
{
    private readonly RevocableFile _file;
    private readonly Action<object?> _continuation;
    private readonly object? _state;
    private readonly SynchronizationContext? _context;
    private readonly TaskScheduler _scheduler;

    private PostedContinuation(RevocableFile file, Action<object?> continuation, object? state, SynchronizationContext? context, TaskScheduler scheduler)
    {
        _file = file;
        _continuation = continuation;
        _state = state;
        _context = context;
        _scheduler = scheduler;
    }

    /// <summary>To be called on the pool.</summary>
    internal static Action<object?> Post { get; } = static state => ((PostedContinuation)state!).PostCore();

    /// <summary>Null if the caller is on the pool, or as good as.</summary>
    internal static PostedContinuation? Capture(RevocableFile file, Action<object?> continuation, object? state)
    {
        var context = SynchronizationContext.Current;
        context = context?.GetType() == typeof(SynchronizationContext) ? null : context;
        var scheduler = TaskScheduler.Current;
        return context is null && scheduler == TaskScheduler.Default ? null : new PostedContinuation(file, continuation, state, context, scheduler);
    }

    private void PostCore()
    {
        try
        {
            if (_context is not null)
            {
                _context.Post(static state => ((PostedContinuation)state!).Run(), this);
            }
            else
            {
                _ = Task.Factory.StartNew(_continuation, _state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);
            }
        }
        catch (Exception exception)
        {
            Diagnostics.Log.CallbackFailed(_file.Scope.Options.Logger, _file.Describe(), exception);
        }
    }

    private void Run() => _continuation(_state);
}
