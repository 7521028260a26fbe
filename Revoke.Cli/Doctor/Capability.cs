namespace Revoke.Cli.Doctor;

/// <summary>The capabilities that matter here, by their numbers (capabilities(7)).</summary>
internal enum Capability
{
    /// <summary>Making and removing network devices, and a receive buffer of any size (CAP_NET_ADMIN).</summary>
    NetAdmin = 12,
}
