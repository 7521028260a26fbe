namespace Revoke.Tests.Support;

/// <summary>A thread in a bare ppoll(2), past the library: the control that nothing wakes.</summary>
internal sealed class BarePoll
{
    private readonly Task<short> _completion;
    private int _thread;

    private BarePoll(Descriptor descriptor, short events, TimeSpan timeout) => _completion = Task.Factory.StartNew(
        () =>
        {
            Volatile.Write(ref _thread, Native.gettid());
            return Look(descriptor, events, timeout);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default);

    /// <summary>Whether it is inside ppoll(2).</summary>
    public bool IsAsleep => Volatile.Read(ref _thread) is var id and not 0 && !_completion.IsCompleted
        && File.ReadAllText($"/proc/self/task/{id}/syscall").StartsWith(Native.PpollNumber + " ", StringComparison.Ordinal);

    /// <summary>Starts one, and returns when it sleeps.</summary>
    public static async Task<BarePoll> StartAsync(Descriptor descriptor, short events, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var poll = new BarePoll(descriptor, events, timeout);
        await Eventually.TrueAsync(() => poll.IsAsleep, "the bare poll sleeps", cancellationToken);
        return poll;
    }

    /// <summary>What it has seen when its time was over; 0 for nothing.</summary>
    public Task<short> ResultAsync(CancellationToken cancellationToken) => _completion.WaitAsync(cancellationToken);

    /// <summary>poll(2) on this thread.</summary>
    public static unsafe short Look(Descriptor descriptor, short events, TimeSpan timeout)
    {
        var entry = new Native.PollEntry { Descriptor = descriptor.Number, Events = events };
        var time = stackalloc long[2];
        time[0] = timeout.Ticks / TimeSpan.TicksPerSecond;
        time[1] = timeout.Ticks % TimeSpan.TicksPerSecond * 100;
        Descriptor.Check(Native.ppoll(&entry, 1, time, null), "ppoll");
        return entry.Seen;
    }
}
