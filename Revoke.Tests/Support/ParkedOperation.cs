using Revoke.Drivers;

namespace Revoke.Tests.Support;

/// <summary>
/// A driver whose read stays inside the guard until the test lets it go: the use that a drain has to wait for. (A driver must not do
/// this; a test of what happens then has to.)
/// </summary>
internal sealed class ParkedOperation : BareOperations, IReadOperation, IDisposable
{
    private readonly SemaphoreSlim _entered = new(0);
    private readonly ManualResetEventSlim _go = new();

    /// <summary>What the read answers when it is let go.</summary>
    public OperationResult Answer { get; set; } = OperationResult.Done(1);

    public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
    {
        _entered.Release();
        _go.Wait();
        return Answer;
    }

    /// <summary>Returns when one more read is inside.</summary>
    public async Task InsideAsync(CancellationToken cancellationToken) => await _entered.WaitAsync(cancellationToken);

    /// <summary>Lets everyone out, now and later.</summary>
    public void LetGo() => _go.Set();

    public void Dispose()
    {
        LetGo();
        _go.Dispose();
        _entered.Dispose();
    }
}
