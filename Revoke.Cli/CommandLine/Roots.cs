namespace Revoke.Cli.CommandLine;

/// <summary>Where sysfs and device nodes are.</summary>
internal sealed record Roots(string Sys, string Dev)
{
    internal const string DefaultSys = "/sys";
    internal const string DefaultDev = "/dev";

    /// <summary>Whether there is a sysfs at all; of any other directory it would seem that it has no devices.</summary>
    internal bool HasSysfs => Directory.Exists(Path.Combine(Sys, "devices"));

    /// <summary>What to say if there is none.</summary>
    internal string NoSysfs => $"there is no sysfs in '{Sys}', as it has no directory 'devices'; mount it there, or say with --sys-root where it is";
}
