namespace Revoke.Tests.Support;

/// <summary>A call that sleeps in an operation of a file, on a thread of its own or as a task, and can prove that it sleeps.</summary>
internal sealed class ParkedCall<T>
{
    private readonly RevocableFile _file;
    private readonly Task<T> _completion;
    private readonly Func<int> _thread;

    private ParkedCall(RevocableFile file, Task<T> completion, Func<int> thread)
    {
        _file = file;
        _completion = completion;
        _thread = thread;
    }

    public bool IsCompleted => _completion.IsCompleted;

    /// <summary>The call, to be awaited where its outcome matters more than its time.</summary>
    public Task<T> Completion => _completion;

    /// <summary>Calls on a new thread.</summary>
    public static ParkedCall<T> OnThread(RevocableFile file, Func<T> call)
    {
        var id = 0;
        var completion = Task.Factory.StartNew(
            () =>
            {
                Volatile.Write(ref id, Native.gettid());
                return call();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);
        return new ParkedCall<T>(file, completion, () => Volatile.Read(ref id));
    }

    /// <summary>Takes a call that was begun as a task.</summary>
    public static ParkedCall<T> AsTask(RevocableFile file, ValueTask<T> call) => new(file, call.AsTask(), static () => 0);

    /// <summary>Returns when the call sleeps: it stands among the file's sleepers, and its thread, if it has one, is inside ppoll(2).</summary>
    public async Task<ParkedCall<T>> AsleepAsync(CancellationToken cancellationToken, int sleepers = 1)
    {
        await Eventually.TrueAsync(
            () => _completion.IsCompleted || (SleepersOf.Count(_file) >= sleepers && IsThreadInPpoll()), "the call sleeps", cancellationToken);
        if (_completion.IsCompleted)
        {
            var result = await _completion;
            Assert.Fail($"The call was to sleep, and returned {result}.");
        }

        return this;
    }

    /// <summary>The result, which has to come before the token ends the test.</summary>
    public async Task<T> ResultAsync(CancellationToken cancellationToken)
    {
        await _completion.WaitAsync(cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Assert.That(_completion.IsCompleted, Is.True, "The call was to return, and still sleeps.");
        return await _completion;
    }

    /// <summary>The exception, of exactly this type, that ends the call before the token ends the test.</summary>
    public async Task<TException> FailsAsync<TException>(CancellationToken cancellationToken)
        where TException : Exception
    {
        try
        {
            var result = await ResultAsync(cancellationToken);
            Assert.Fail($"The call was to fail with {typeof(TException).Name}, and returned {result}.");
        }
        catch (Exception exception) when (exception is TException)
        {
            return (TException)exception;
        }
        catch (Exception exception) when (exception is not ResultStateException)
        {
            Assert.Fail($"The call was to fail with {typeof(TException).Name}, and failed with {exception}");
        }

        throw new InvalidOperationException("Not reached.");
    }

    private bool IsThreadInPpoll()
    {
        var id = _thread();
        if (id == 0)
        {
            // A task has no thread; a thread that has not begun yet has no call either, but then nobody stands among the sleepers.
            return true;
        }

        try
        {
            return File.ReadAllText($"/proc/self/task/{id}/syscall").StartsWith(Native.PpollNumber + " ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // the thread has ended
        }
        catch (UnauthorizedAccessException)
        {
            return true; // a kernel that does not tell: the queue has to do
        }
    }
}
