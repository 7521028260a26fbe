namespace Revoke.Cli.Doctor.Checks;

/// <summary>Whether sysfs is where it should be, and may be written to.</summary>
internal static class SysfsCheck
{
    private const string Name = "sysfs";

    internal static Finding Run(string root)
    {
        if (!Directory.Exists(Path.Combine(root, "devices")))
        {
            return Finding.Missing(Name, $"there is no {root}/devices", "devices are neither found nor followed. Mount sysfs there, or say with --sys-root where it is.");
        }

        return IsReadOnly(root)
            ? Finding.Degraded(Name, $"{root} is mounted read-only", "attributes cannot be written. A container has it so unless it is privileged.")
            : Finding.Ok(Name, root);
    }

    private static bool IsReadOnly(string root) => MountTable.OptionsOf(File.ReadLines("/proc/self/mounts"), root)?.Contains("ro", StringComparer.Ordinal) ?? false;
}
