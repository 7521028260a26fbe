namespace Revoke.Tests.Mappings.Hazards;

/// <summary>A thread that goes inside, reads when it is asked, and leaves when it is told.</summary>
internal sealed class Inside : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _answered = new(0);
    private readonly Thread _thread;
    private bool _leaves;
    private byte _read;

    /// <summary>Returns when it is inside.</summary>
    /// <param name="stay">Goes inside, calls what it is given again and again until that is false, with what it reads, and leaves.</param>
    public Inside(Action<Func<byte, bool>> stay)
    {
        _thread = new Thread(() => stay(Answer)) { IsBackground = true };
        _thread.Start();
        _answered.Wait();
    }

    /// <summary>Reads once, inside.</summary>
    public byte Read()
    {
        _asked.Release();
        _answered.Wait();
        return _read;
    }

    /// <summary>Returns when it has left.</summary>
    public void Leave()
    {
        _leaves = true;
        _asked.Release();
        _thread.Join();
    }

    public void Dispose()
    {
        _asked.Dispose();
        _answered.Dispose();
    }

    private bool Answer(byte read)
    {
        _read = read;
        _answered.Release();
        _asked.Wait();
        return !_leaves;
    }
}
