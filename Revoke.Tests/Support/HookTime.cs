namespace Revoke.Tests.Support;

internal sealed class HookTime : TimeProvider
{
    public Action? OnTimestamp;
    public Action? OnTimerDispose;

    public override long GetTimestamp()
    {
        OnTimestamp?.Invoke();
        return base.GetTimestamp();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HookTimer(this, base.CreateTimer(callback, state, dueTime, period));

    private sealed class HookTimer(HookTime owner, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

        public void Dispose()
        {
            owner.OnTimerDispose?.Invoke();
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
