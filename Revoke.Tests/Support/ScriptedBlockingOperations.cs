using Revoke.Drivers;

namespace Revoke.Tests.Support;

/// <summary>As <see cref="ScriptedOperations"/>, marked as able to block in the kernel.</summary>
internal sealed class ScriptedBlockingOperations : ScriptedOperations, IBlockingOperations
{
    private int _kicks;

    public int Kicks => Volatile.Read(ref _kicks);

    public Action? OnKick { get; init; }

    public void Kick()
    {
        Interlocked.Increment(ref _kicks);
        OnKick?.Invoke();
    }
}
