using System.Globalization;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>How many mappings a process may have (vm.max_map_count, proc_sys_vm(5)).</summary>
internal static class MappingLimitCheck
{
    private const string Name = "mappings";
    private const string Path = "/proc/sys/vm/max_map_count";
    private const int Enough = 65_530; // the kernel's own

    internal static Finding Run()
    {
        try
        {
            return Judge(File.ReadAllText(Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Finding.Degraded(Name, exception.Message, "the limit is not known.");
        }
    }

    internal static Finding Judge(string limit) =>
        !int.TryParse(limit.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Finding.Degraded(Name, $"{Path} does not tell", "the limit is not known.")
        : count >= Enough ? Finding.Ok(Name, $"{count} for each process (vm.max_map_count), the runtime's own among them")
        : Finding.Degraded(Name, $"{count} for each process (vm.max_map_count)", $"the runtime maps things too, and dies where it cannot. sudo sysctl vm.max_map_count={Enough}");
}
