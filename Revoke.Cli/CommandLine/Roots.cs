namespace Revoke.Cli.CommandLine;

/// <summary>Where sysfs and device nodes are.</summary>
internal sealed record Roots(string Sys, string Dev)
{
    internal const string DefaultSys = "/sys";
    internal const string DefaultDev = "/dev";
}
