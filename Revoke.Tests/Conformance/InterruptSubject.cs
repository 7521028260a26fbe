using Revoke.Drivers.Uio;

namespace Revoke.Tests.Conformance;

/// <summary>What a fixture runs the interrupt suite against: an open device, alone on its scope, and both hands on its hardware.</summary>
public sealed class InterruptSubject : IDisposable
{
    private readonly Action _dispose;

    internal InterruptSubject(UioDevice device, Action fire, Func<Task> removeAsync, Action dispose)
    {
        Device = device;
        Fire = fire;
        RemoveAsync = removeAsync;
        _dispose = dispose;
    }

    /// <summary>The device.</summary>
    public UioDevice Device { get; }

    /// <summary>Has it interrupt once, and returns when the kernel's count shows it. It is ready to interrupt again then.</summary>
    public Action Fire { get; }

    /// <summary>Removes it, by another hand than the holder's; done when that has been said, not when it has been acted on.</summary>
    public Func<Task> RemoveAsync { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Device.Dispose();
        _dispose();
    }
}
