using Revoke.Guards;
using Revoke.Tests.Scopes;

namespace Revoke.Tests.Guards;

public sealed class UninterruptedLockTests
{
    [Test]
    public async Task Take_InterruptedWhileWaiting_GetsTheLockAndKeepsTheInterrupt()
    {
        var sync = new object();
        Party party;
        lock (sync)
        {
            party = Party.Start(_ =>
            {
                using (UninterruptedLock.Take(sync))
                {
                    Assert.That(Monitor.IsEntered(sync));
                }

                Assert.That(() => Thread.CurrentThread.Join(0), Throws.InstanceOf<ThreadInterruptedException>(), "the interrupt is still pending");
            });
            SpinWait.SpinUntil(() => party.Thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            party.Thread.Interrupt();
            SpinWait.SpinUntil(() => !party.Thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin) || party.Thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        }

        await party.Ended;
    }
}
