using Revoke.Waiting;

namespace Revoke.Hotplug;

/// <summary>A descriptor that is readable once a token has fired.</summary>
internal sealed class CancellationBell : IDisposable
{
    private readonly Doorbell _doorbell = Doorbell.Rent();
    private readonly CancellationTokenRegistration _registration;

    internal CancellationBell(CancellationToken cancellationToken) =>
        _registration = cancellationToken.UnsafeRegister(static doorbell => ((Doorbell)doorbell!).Ring(), _doorbell);

    internal int Descriptor => _doorbell.Descriptor;

    public void Dispose()
    {
        _registration.Dispose(); // waits for a ring that is on its way
        _doorbell.Silence();
        _doorbell.Return();
    }
}
