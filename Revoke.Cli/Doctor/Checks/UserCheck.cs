using System.Globalization;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>Who asks, and whether he may make and remove devices.</summary>
internal static class UserCheck
{
    private const string Name = "user";

    internal static Finding Run(ProcessStatus status)
    {
        var found = status.IsRoot ? "root" : string.Create(CultureInfo.InvariantCulture, $"user {status.User}");
        return status.Has(Capability.NetAdmin)
            ? Finding.Ok(Name, $"{found}, with CAP_NET_ADMIN")
            : Finding.Degraded(
                Name,
                $"{found}, without CAP_NET_ADMIN",
                status.IsRoot
                    ? "a container's root: the demos cannot make network devices. Start it with CAP_NET_ADMIN to have them."
                    : "the library needs no root, but the demos make real devices only as root.");
    }
}
