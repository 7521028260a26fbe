namespace Revoke.Tests.Support;

/// <summary>Two network devices that are a cable's ends: they come and go together. Needs root.</summary>
internal sealed class VethPair : IDisposable
{
    private bool _exists;

    public VethPair()
    {
        IpCommand.RequireOrIgnore();
        Add();
    }

    public string Name { get; } = IpCommand.NewName();

    public string PeerName { get; } = IpCommand.NewName();

    public DeviceId Id => IpCommand.IdOf(Name);

    public void Add()
    {
        IpCommand.Run("link", "add", Name, "type", "veth", "peer", "name", PeerName);
        _exists = true;
    }

    public void Delete()
    {
        IpCommand.Run("link", "del", PeerName); // by the other end, whatever has been done to this one
        _exists = false;
    }

    public void Dispose()
    {
        if (_exists)
        {
            Delete();
        }
    }
}
