using Revoke.Drivers;

namespace Revoke.Tests.Support;

/// <summary>A driver with no abilities that counts its releases.</summary>
internal class BareOperations : IFileOperations
{
    private int _released;

    public int Released => Volatile.Read(ref _released);

    /// <summary>Called inside release.</summary>
    public Action? OnRelease { get; init; }

    public void Release()
    {
        Interlocked.Increment(ref _released);
        OnRelease?.Invoke();
    }
}
