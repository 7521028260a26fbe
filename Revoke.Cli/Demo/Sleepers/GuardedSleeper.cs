using System.Diagnostics;

namespace Revoke.Cli.Demo.Sleepers;

/// <summary>Sleepers in files of a scope.</summary>
internal static class GuardedSleeper
{
    private const PollEvents Gone = PollEvents.Error | PollEvents.HangUp;

    internal static Sleeper Create(HandlePlan plan, RevocableFile file) => plan.Operation switch
    {
        SleepOperation.Read => new ThreadSleeper(plan, _ => SleepEnd.Counted(file.Read(new byte[64]), isShort: false)),
        SleepOperation.TryRead => new ThreadSleeper(plan, _ => file.TryRead(new byte[64], out var count) ? SleepEnd.Counted(count, isShort: false) : SleepEnd.Revoked("false")),
        SleepOperation.ReadAsync => new TaskSleeper(plan, async () => SleepEnd.Counted(await file.ReadAsync(new byte[64]), isShort: false)),
        SleepOperation.Poll => new ThreadSleeper(plan, _ => Polled(file.Poll(PollEvents.In, Timeout.InfiniteTimeSpan))),
        SleepOperation.PollAsync => new TaskSleeper(plan, async () => Polled(await file.PollAsync(PollEvents.In))),
        SleepOperation.PollChange => new ThreadSleeper(plan, _ => Polled(file.Poll(PollEvents.Priority, Timeout.InfiniteTimeSpan))),
        SleepOperation.PollChangeAsync => new TaskSleeper(plan, async () => Polled(await file.PollAsync(PollEvents.Priority))),
        SleepOperation.Write => new ThreadSleeper(plan, _ => Written(file.Write(new byte[Payload.Oversized]))),
        SleepOperation.WriteAsync => new TaskSleeper(plan, async () => Written(await file.WriteAsync(new byte[Payload.Oversized]))),
        _ => new ThreadSleeper(plan, turn => WriteForever(file, turn)),
    };

    /// <summary>What the handle says to whoever uses it next: the error number of its death; null if it lives.</summary>
    internal static int? AskAgain(HandlePlan plan, RevocableFile file)
    {
        try
        {
            _ = plan.Operation.IsWrite() ? file.Write([0]) : file.Read(new byte[1]);
            return null;
        }
        catch (RevokedException exception)
        {
            return exception.Errno;
        }
    }

    private static SleepEnd Polled(PollEvents events)
    {
        var at = Stopwatch.GetTimestamp(); // the text takes its time
        return ((events & Gone) != PollEvents.None ? SleepEnd.Revoked(events.ToString()) : SleepEnd.Returned(events.ToString())) with { At = at };
    }

    private static SleepEnd Written(int count) => SleepEnd.Counted(count, isShort: count < Payload.Oversized);

    private static SleepEnd WriteForever(RevocableFile file, Action turn)
    {
        var buffer = new byte[Payload.Turn];
        while (true)
        {
            file.Write(buffer);
            turn();
        }
    }
}
