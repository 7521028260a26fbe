using Revoke.Guards;

namespace Revoke;

internal sealed partial class Teardown
{
    /// <summary>Somebody who waits without a thread, until done, excused, the deadline, or his token.</summary>
    private sealed class AsyncWaiter(Teardown teardown, RevocableObject? target, WaitView view, bool first)
    {
        private readonly TaskCompletionSource<RevokeOutcome> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _settled;
        private ITimer? _timer;
        private CancellationTokenRegistration _registration;

        internal RevocableObject? Target => target;

        /// <summary>With the thread that called; its own uses are not waited for.</summary>
        internal WaitView View => view;

        internal Task<RevokeOutcome> Task => _source.Task;

        internal void Arm(TimeProvider time, TimeSpan timeout, CancellationToken stopWaiting)
        {
            if (timeout != Timeout.InfiniteTimeSpan)
            {
                _timer = time.CreateTimer(static state => ((AsyncWaiter)state!).StopWaiting(), this, timeout, Timeout.InfiniteTimeSpan);
            }

            _registration = stopWaiting.UnsafeRegister(static state => ((AsyncWaiter)state!).StopWaiting(), this);
            if (Volatile.Read(ref _settled) != 0)
            {
                // Settled while being armed: whoever settled may have missed the timer or the registration.
                Disarm();
            }
        }

        /// <summary>With the view of who is stuck that the outcome has; <see langword="null"/>: nobody is.</summary>
        internal void Settle(WaitView? stuckFor)
        {
            if (Interlocked.Exchange(ref _settled, 1) == 0)
            {
                teardown.RemoveAsyncWaiter(this);
                var outcome = teardown.CreateOutcome(first, stuckFor);
                _source.SetResult(outcome);
                Disarm();
                teardown.ReportDeadline(outcome.Stuck);
            }
        }

        private void StopWaiting()
        {
            if (Volatile.Read(ref _settled) == 0)
            {
                teardown.ReplaceUnderUse();
                teardown.GiveUp();
                Settle(view);
            }
        }

        private void Disarm()
        {
            _timer?.Dispose();
            _registration.Unregister();
        }
    }
}
