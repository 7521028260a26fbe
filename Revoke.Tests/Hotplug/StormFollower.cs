using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

/// <summary>Follows one device through its generations and sleeps in an attribute of each.</summary>
internal sealed class StormFollower
{
    private readonly List<WeakReference<RevokeScope>> _scopes = [];
    private int _begun;
    private int _ended;
    private bool _isInside;

    public StormFollower(DeviceMonitor monitor, string name, CancellationToken cancellationToken)
    {
        Id = IpCommand.IdOf(name);
        Task = RunAsync(monitor, cancellationToken);
    }

    public DeviceId Id { get; }

    public Task Task { get; }

    public int Begun => Volatile.Read(ref _begun);

    public int Ended => Volatile.Read(ref _ended);

    /// <summary>How many of the scopes it has had are still in memory.</summary>
    public int KeptScopes => _scopes.Count(static scope => scope.TryGetTarget(out _));

    /// <summary>Whether it is about to sleep, or asleep, in the device of now.</summary>
    public bool IsInside => Volatile.Read(ref _isInside);

    private async Task RunAsync(DeviceMonitor monitor, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var scope in monitor.GenerationsAsync(Id, cancellationToken))
            {
                Interlocked.Increment(ref _begun);
                _scopes.Add(new WeakReference<RevokeScope>(scope));
                await using (scope)
                {
                    try
                    {
                        using var mtu = scope.OpenAttribute("mtu");
                        var buffer = new byte[16];
                        while (true)
                        {
                            mtu.Read(buffer, 0);
                            Volatile.Write(ref _isInside, true);
                            await mtu.PollAsync(PollEvents.Priority, cancellationToken);
                        }
                    }
                    catch (RevokedException)
                    {
                        Volatile.Write(ref _isInside, false);
                        Interlocked.Increment(ref _ended);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
