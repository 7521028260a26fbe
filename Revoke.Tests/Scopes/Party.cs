namespace Revoke.Tests.Scopes;

/// <summary>Somebody on a thread of his own, who stops where the test wants him to.</summary>
internal sealed class Party
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _reached = new(0);
    private readonly SemaphoreSlim _go = new(0);

    private Party(Action<Party> body)
    {
        Thread = new Thread(() =>
        {
            try
            {
                body(this);
                _ended.SetResult();
            }
            catch (Exception exception)
            {
                _ended.SetException(exception);
            }
        })
        { IsBackground = true };
    }

    internal Thread Thread { get; }

    /// <summary>Fails if the body threw.</summary>
    internal Task Ended => _ended.Task.WaitAsync(TimeSpan.FromSeconds(30));

    internal static Party Start(Action<Party> body)
    {
        var party = new Party(body);
        party.Thread.Start();
        return party;
    }

    /// <summary>Of the body: says that it is here and waits until it may go on.</summary>
    internal void Stop()
    {
        _reached.Release();
        _go.Wait();
    }

    /// <summary>Of the test: waits until the body has come to its next stop.</summary>
    internal async Task ReachedStopAsync() => Assert.That(await _reached.WaitAsync(TimeSpan.FromSeconds(30)), "the party came to its stop");

    /// <summary>Of the test: lets the body go on.</summary>
    internal void GoOn() => _go.Release();

    /// <summary>Waits until the thread sleeps in a managed wait, as seen from outside.</summary>
    internal async Task SleepsAsync()
    {
        while ((Thread.ThreadState & ThreadState.WaitSleepJoin) == ThreadState.Running)
        {
            await Task.Yield();
        }
    }
}
