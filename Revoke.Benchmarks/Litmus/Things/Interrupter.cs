namespace Revoke.Benchmarks.Litmus.Things;

/// <summary>Interrupts one of some threads again and again, and lets the collector find those that have ended.</summary>
internal sealed class Interrupter : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(1);

    private readonly ManualResetEventSlim _disposed = new();
    private readonly IReadOnlyList<CrewMember> _members;
    private readonly Thread _thread;
    private readonly Random _random;
    private volatile bool _collects;

    internal Interrupter(Stage stage, IReadOnlyList<CrewMember> members)
    {
        _members = members;
        _random = stage.CreateRandom(members.Count + 1);
        _thread = new Thread(Live) { IsBackground = true, Name = "interrupter" };
        _thread.Start();
    }

    /// <summary>Whether a thread may have ended inside of something.</summary>
    internal bool Collects
    {
        get => _collects;
        set => _collects = value;
    }

    public void Dispose()
    {
        _disposed.Set();
        _thread.Join();
        _disposed.Dispose();
    }

    private void Live()
    {
        while (!_disposed.Wait(s_interval))
        {
            _members[_random.Next(_members.Count)].Thread.Interrupt();
            if (_collects)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }
}
