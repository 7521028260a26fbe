namespace Revoke.Cli.Demo.Sleepers;

/// <summary>An asynchronous call: one that has not completed when it returns to its caller is asleep.</summary>
internal sealed class TaskSleeper(HandlePlan plan, Func<Task<SleepEnd>> sleep) : Sleeper(plan)
{
    private bool _hasBegun;

    internal override bool IsAsleep => _hasBegun && Ended is null;

    internal override void Start()
    {
        _ = RunAsync();
        _hasBegun = true;
    }

    private async Task RunAsync()
    {
        try
        {
            SetEnded(await sleep());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            SetEnded(SleepEnd.Failed(exception));
        }
    }
}
