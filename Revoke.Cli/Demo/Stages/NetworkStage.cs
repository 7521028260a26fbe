using System.Globalization;
using System.Text;
using Revoke.Cli.Demo.Devices;
using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;

namespace Revoke.Cli.Demo.Stages;

/// <summary>Real devices: a tap device and a veth pair, in a group, so that the kernel deletes all of them at once.</summary>
internal sealed class NetworkStage : IStage
{
    private const string Root = "/sys";
    private const string Class = "/devices/virtual/net/";

    private static readonly (string Name, SleepOperation Operation)[] s_attributes =
    [
        ("operstate", SleepOperation.PollChange),
        ("mtu", SleepOperation.PollChangeAsync),
        ("flags", SleepOperation.PollChange),
        ("address", SleepOperation.PollChange),
        ("tx_queue_len", SleepOperation.PollChange),
    ];

    private static readonly SleepOperation[] s_queues =
        [SleepOperation.Read, SleepOperation.TryRead, SleepOperation.ReadAsync, SleepOperation.Poll, SleepOperation.PollAsync];

    private readonly uint _group = 0x52000000u | (uint)Environment.ProcessId; // nobody else's
    private readonly string _tapName = Name('t');
    private readonly string _left = Name('a');
    private readonly string _right = Name('b');
    private readonly List<StagedDevice> _devices = [];
    private readonly List<string> _skipped = [];
    private bool _hasPair;
    private TapDevice? _tap;

    /// <summary>Makes what can be made here.</summary>
    internal NetworkStage()
    {
        Monitor = new DeviceMonitor();
        try
        {
            Try("tap device", AddTap);
            Try("veth pair", AddPair);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public DeviceMonitor Monitor { get; }

    public IReadOnlyList<StagedDevice> Devices => _devices;

    public IReadOnlyList<string> Skipped => _skipped;

    public void Dispose()
    {
        Monitor.Dispose();
        _tap?.Dispose();
        if (_hasPair && Links.IndexOf(_left) != 0)
        {
            Links.Delete(_left);
        }
    }

    public Removal PrepareRemoval() => new(() => Links.Delete(_group));

    public void Restore()
    {
        if (_tap is not null)
        {
            MakeTap();
        }

        if (_hasPair)
        {
            Links.AddPair(_left, _right, _group);
        }
    }

    private void Try(string what, Action add)
    {
        try
        {
            add();
        }
        catch (IOException exception)
        {
            _skipped.Add($"{what}: {exception.Message}{(Environment.IsPrivilegedProcess ? string.Empty : "; it needs root")}");
        }
    }

    private void AddTap()
    {
        MakeTap();
        Add(_tapName, "tap device", s_queues.Select((operation, i) => _tap!.Plan(i + 1, operation)), ProveTapAsync);
    }

    private void MakeTap()
    {
        _tap?.Dispose();
        _tap = TapDevice.Create(_tapName);
        _tap.Detach();
        Links.Join(_tapName, _group);
    }

    private void AddPair()
    {
        Links.AddPair(_left, _right, _group);
        _hasPair = true;
        Add(_left, "veth, one end", [], scope => ProveEndAsync(scope, _left));
        Add(_right, "veth, the other end", [], scope => ProveEndAsync(scope, _right));
    }

    private void Add(string name, string kind, IEnumerable<HandlePlan> more, Func<RevokeScope, Task<string>> prove)
    {
        var path = Class + name;
        if (!Directory.Exists(Root + path))
        {
            throw new IOException($"{Root} belongs to another network namespace and does not have '{name}'");
        }

        var plans = s_attributes.Select(attribute => SysfsAttribute.Plan(
            $"{name}/{attribute.Name}", $"{Root}{path}/{attribute.Name}", attribute.Operation, scope => scope.OpenAttribute(attribute.Name)));
        _devices.Add(new StagedDevice(new DeviceReport(name, kind), DeviceId.FromPath(path), path, [.. more, .. plans], prove));
    }

    /// <summary>A packet that is sent through the new device comes out of a new queue.</summary>
    private async Task<string> ProveTapAsync(RevokeScope scope)
    {
        var index = await CheckIndexAsync(scope, _tapName);
        using var queue = _tap!.Open(scope);
        Links.Set(_tapName, up: true);
        var length = await Packet.PassAsync(_tapName, queue);
        Links.Set(_tapName, up: false); // or the kernel's own packets would wake who sleeps in it next
        return string.Create(CultureInfo.InvariantCulture, $"{index}, a packet of {length} bytes");
    }

    /// <summary>The new pair is connected when both ends are up.</summary>
    private async Task<string> ProveEndAsync(RevokeScope scope, string name)
    {
        var index = await CheckIndexAsync(scope, name);
        Links.Set(_left, up: true);
        Links.Set(_right, up: true);
        var carrier = await ReadAsync(scope, "carrier");
        return carrier is "1" ? $"{index}, carrier {carrier}" : throw new IOException($"The carrier of '{name}' is '{carrier}' with both ends up.");
    }

    // The kernel numbers devices anew: this cannot be the old one's.
    private static async Task<string> CheckIndexAsync(RevokeScope scope, string name)
    {
        var read = await ReadAsync(scope, "ifindex");
        var index = Links.IndexOf(name).ToString(CultureInfo.InvariantCulture);
        return string.Equals(read, index, StringComparison.Ordinal) ? $"ifindex {index}" : throw new IOException($"The index of '{name}' is {index}, and its attribute says '{read}'.");
    }

    private static async Task<string> ReadAsync(RevokeScope scope, string attribute)
    {
        using var file = scope.OpenAttribute(attribute);
        var buffer = new byte[64];
        var count = await file.ReadAsync(buffer);
        return Encoding.ASCII.GetString(buffer, 0, count).TrimEnd('\n');
    }

    // At most 15 characters; one demo of a process.
    private static string Name(char which) => string.Create(CultureInfo.InvariantCulture, $"rvk{Environment.ProcessId}{which}");
}
