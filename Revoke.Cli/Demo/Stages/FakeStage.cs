using Revoke.Cli.Demo.Devices;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;
using Revoke.Cli.Interop;
using Revoke.Interop;
using Revoke.Testing;

namespace Revoke.Cli.Demo.Stages;

/// <summary>One fake device, for who may not make real ones.</summary>
internal sealed class FakeStage : IStage
{
    private const string Name = "scanner";

    private static readonly SleepOperation[] s_operations =
    [
        SleepOperation.Read, SleepOperation.TryRead, SleepOperation.ReadAsync, SleepOperation.Poll, SleepOperation.PollAsync,
        .. Enumerable.Repeat(SleepOperation.TryRead, 11), .. Enumerable.Repeat(SleepOperation.Poll, 12),
    ];

    // Its event comes first, so that it is what wakes the sleepers.
    private readonly FakeDevice _device = new(Name) { UnplugOrder = UnplugOrder.EventFirst };

    /// <summary>Makes it.</summary>
    /// <param name="skipped">Why there are no real ones.</param>
    internal FakeStage(IReadOnlyList<string> skipped)
    {
        Skipped = skipped;
        var path = _device.Monitor.Find(_device.Id)!.DevicePath;
        Devices = [new StagedDevice(new DeviceReport(Name, "fake device, a serial line"), _device.Id, path, [.. s_operations.Select(Plan)], ProveAsync)];
    }

    public DeviceMonitor Monitor => _device.Monitor;

    public IReadOnlyList<StagedDevice> Devices { get; }

    public IReadOnlyList<string> Skipped { get; }

    public void Dispose() => _device.Dispose();

    public Removal PrepareRemoval() => new(_device.Unplug);

    public void Restore() => _device.Replug();

    private HandlePlan Plan(SleepOperation operation, int number) => new(
        $"{Name}, handle {number + 1}", operation, static scope => scope.OpenNode(), () => Native.Open(_device.NodePath, Libc.O_RDWR));

    /// <summary>What the new device is fed comes out of a new handle.</summary>
    private async Task<string> ProveAsync(RevokeScope scope)
    {
        const string Code = "4006381333931\n";
        using var file = scope.OpenStream(_device.NodePath);
        using var reader = new StreamReader(file);
        _device.Feed(System.Text.Encoding.ASCII.GetBytes(Code));
        var line = await reader.ReadLineAsync();
        return string.Equals(line, Code.TrimEnd('\n'), StringComparison.Ordinal) ? $"read {line}" : throw new IOException($"{Code.TrimEnd('\n')} was fed, and {line} read.");
    }
}
