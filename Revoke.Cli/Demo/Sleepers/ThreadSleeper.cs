using Revoke.Cli.Interop;

namespace Revoke.Cli.Demo.Sleepers;

/// <summary>A thread in a blocking call.</summary>
/// <param name="plan">The handle.</param>
/// <param name="sleep">The call; is given what to call after each turn of a loop.</param>
internal sealed class ThreadSleeper(HandlePlan plan, Func<Action, SleepEnd> sleep) : Sleeper(plan)
{
    private const int EnoughTurns = 8;

    private readonly TaskCompletionSource<SleepEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _thread;
    private int _turns;

    internal override Task<SleepEnd> End => _end.Task;

    internal override bool IsAsleep => Plan.Operation == SleepOperation.WriteLoop
        ? Volatile.Read(ref _turns) >= EnoughTurns
        : Volatile.Read(ref _thread) is var thread and not 0 && KernelThread.IsAsleep(thread);

    internal override void Start() => new Thread(Run) { IsBackground = true, Name = Plan.Name }.Start();

    private void Run()
    {
        Volatile.Write(ref _thread, DeviceLibc.gettid());
        try
        {
            _end.SetResult(sleep(() => Interlocked.Increment(ref _turns)));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            _end.SetResult(SleepEnd.Failed(exception));
        }
    }
}
