using System.Diagnostics;

namespace Revoke.Cli.Demo.Devices;

/// <summary>A removal of devices, on a thread of its own that is ready for the word.</summary>
internal sealed class Removal : IDisposable
{
    private readonly ManualResetEventSlim _go = new();
    private readonly TaskCompletionSource<long> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _begun;

    /// <summary>Waits for the word.</summary>
    /// <param name="remove">Removes them, and returns when they are gone.</param>
    internal Removal(Action remove) => new Thread(() => Run(remove)) { IsBackground = true, Name = "removal" }.Start();

    /// <summary>When it began, a timestamp; 0 before.</summary>
    internal long Begun => Volatile.Read(ref _begun);

    /// <summary>Ends when the devices are gone, with the time of that.</summary>
    internal Task<long> Ended => _ended.Task;

    /// <summary>Only after it has ended, or with the process.</summary>
    public void Dispose() => _go.Dispose();

    /// <summary>Begins it, and does not wait.</summary>
    internal void Go() => _go.Set();

    private void Run(Action remove)
    {
        _go.Wait();
        try
        {
            Volatile.Write(ref _begun, Stopwatch.GetTimestamp());
            remove();
            _ended.SetResult(Stopwatch.GetTimestamp());
        }
        catch (IOException exception)
        {
            _ended.SetException(exception);
        }
    }
}
