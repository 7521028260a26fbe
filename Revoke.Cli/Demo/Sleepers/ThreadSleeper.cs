using Revoke.Cli.Interop;

namespace Revoke.Cli.Demo.Sleepers;

/// <summary>A thread in a blocking call. It stays until it is dismissed: a thread that ends keeps a processor busy on which another one is to wake.</summary>
/// <param name="plan">The handle.</param>
/// <param name="sleep">The call; is given what to call after each turn of a loop.</param>
internal sealed class ThreadSleeper(HandlePlan plan, Func<Action, SleepEnd> sleep) : Sleeper(plan)
{
    private const int EnoughTurns = 8;

    private readonly object _sync = new();
    private int _thread;
    private int _turns;
    private bool _isDismissed;

    internal override bool IsAsleep => Plan.Operation == SleepOperation.WriteLoop
        ? Volatile.Read(ref _turns) >= EnoughTurns
        : Volatile.Read(ref _thread) is var thread and not 0 && KernelThread.IsAsleep(thread);

    internal override void Start() => new Thread(Run) { IsBackground = true, Name = Plan.Name }.Start();

    internal override void Dismiss()
    {
        lock (_sync)
        {
            _isDismissed = true;
            Monitor.PulseAll(_sync);
        }
    }

    private void Run()
    {
        Volatile.Write(ref _thread, DeviceLibc.gettid());
        try
        {
            SetEnded(sleep(() => Interlocked.Increment(ref _turns)));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            SetEnded(SleepEnd.Failed(exception));
        }

        lock (_sync)
        {
            while (!_isDismissed)
            {
                Monitor.Wait(_sync);
            }
        }
    }
}
