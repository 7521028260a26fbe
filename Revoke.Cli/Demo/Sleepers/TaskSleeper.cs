namespace Revoke.Cli.Demo.Sleepers;

/// <summary>An asynchronous call: one that has not completed when it returns to its caller is asleep.</summary>
internal sealed class TaskSleeper(HandlePlan plan, Func<Task<SleepEnd>> sleep) : Sleeper(plan)
{
    private Task<SleepEnd>? _end;

    internal override Task<SleepEnd> End => _end ?? throw new InvalidOperationException("It has not been started.");

    internal override bool IsAsleep => _end is { IsCompleted: false };

    internal override void Start() => _end = RunAsync();

    private async Task<SleepEnd> RunAsync()
    {
        try
        {
            return await sleep().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return SleepEnd.Failed(exception);
        }
    }
}
