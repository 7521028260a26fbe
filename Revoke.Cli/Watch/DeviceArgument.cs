using Revoke.Cli.CommandLine;

namespace Revoke.Cli.Watch;

/// <summary>What a user calls a device: a node, a link to one, or a path in sysfs.</summary>
internal static class DeviceArgument
{
    private const string Devices = "/devices/";

    /// <summary>What it stands for; null if it is none of these.</summary>
    internal static DeviceId? Parse(string text, Roots roots)
    {
        var path = text.TrimEnd('/');
        if (path.Split('/').Any(static part => part is "." or ".."))
        {
            return null; // it would be compared as text with what events say
        }

        if (IsBelow(path, Devices))
        {
            return DeviceId.FromPath(path);
        }

        if (IsBelow(path, roots.Sys + Devices))
        {
            return DeviceId.FromPath(path[roots.Sys.Length..]);
        }

        return IsBelow(path, roots.Dev + "/") ? IsLink(path) ? DeviceId.FromLink(path) : DeviceId.FromNode(path)
            : IsBelow(path, roots.Sys + "/") || IsLink(path) ? DeviceId.FromLink(path)
            : null;
    }

    private static bool IsBelow(string path, string folder) => path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>What is a link now; or what is not there, but in a folder in which udev makes nothing but links: <c>by-id</c>, <c>by-path</c>.</summary>
    private static bool IsLink(string path) => path.StartsWith('/')
        && (new FileInfo(path).LinkTarget is not null || path.Contains("/by-", StringComparison.Ordinal));
}
