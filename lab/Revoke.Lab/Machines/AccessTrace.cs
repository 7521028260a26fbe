namespace Revoke.Lab.Machines;

/// <summary>
/// Counts what reaches the registers of a device: QEMU's trace events <c>memory_region_ops_read</c> and <c>memory_region_ops_write</c>, a line
/// each with the name of the region.
/// </summary>
internal sealed class AccessTrace(string path, MonitorConnection monitor)
{
    /// <summary>Counts the accesses to a region of this name (<c>edu-mmio</c>) while something is done.</summary>
    internal async Task<int> CountAsync(string region, Func<Task> during, CancellationToken cancellationToken)
    {
        var before = Lines();
        await SetAsync(enable: true, cancellationToken);
        await during();
        await SetAsync(enable: false, cancellationToken);
        return File.ReadLines(path).Skip(before).Count(line => line.Contains($"name '{region}'", StringComparison.Ordinal));
    }

    private int Lines() => File.Exists(path) ? File.ReadLines(path).Count() : 0;

    private async Task SetAsync(bool enable, CancellationToken cancellationToken)
    {
        foreach (var name in (string[])["memory_region_ops_read", "memory_region_ops_write"])
        {
            await monitor.ExecuteAsync($"trace-event-set-state name={name} enable={(enable ? "true" : "false")}", cancellationToken);
        }
    }
}
