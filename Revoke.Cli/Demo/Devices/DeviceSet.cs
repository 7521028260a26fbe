using Revoke.Cli.Demo.Reports;
using Revoke.Cli.Demo.Sleepers;

namespace Revoke.Cli.Demo.Devices;

/// <summary>The devices of one run, and the handles that are going to sleep in them.</summary>
internal sealed class DeviceSet : IDisposable
{
    private readonly Stack<IDisposable> _owned = new();
    private readonly string _directory;
    private string? _tapName;

    /// <summary>Makes what can be made here.</summary>
    /// <param name="directory">Where FIFOs are made; empty before and after.</param>
    internal DeviceSet(string directory)
    {
        _directory = directory;
        try
        {
            AddTap();
            AddAttribute();
            AddTerminals();
            AddFifos();
            AddInotify();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal List<DeviceReport> Devices { get; } = [];

    /// <summary>What this machine or user does not have, with the reason.</summary>
    internal List<string> Skipped { get; } = [];

    internal List<HandlePlan> Plans { get; } = [];

    /// <summary>Of what can be removed; null if nothing here can.</summary>
    internal Removal? PrepareRemoval() => _tapName is null ? null : new Removal(() => Links.Delete(_tapName));

    public void Dispose()
    {
        while (_owned.TryPop(out var device))
        {
            device.Dispose();
        }
    }

    private void AddTap()
    {
        TapDevice tap;
        try
        {
            tap = Own(TapDevice.Create("revoke%d"));
        }
        catch (IOException exception)
        {
            Skipped.Add($"tap device: {exception.Message}; it needs {TapDevice.Node} and root");
            return;
        }

        _tapName = tap.Name;
        Devices.Add(new DeviceReport(_tapName, "tap, 4 queues; deleted while they are slept in"));
        Plans.Add(tap.Plan(1, SleepOperation.Read));
        Plans.Add(tap.Plan(2, SleepOperation.TryRead));
        Plans.Add(tap.Plan(3, SleepOperation.ReadAsync));
        Plans.Add(tap.Plan(4, SleepOperation.Poll));
    }

    private void AddAttribute()
    {
        var path = _tapName is null ? "/sys/class/tty/tty0/active" : $"/sys/class/net/{_tapName}/operstate";
        if (!File.Exists(path))
        {
            Skipped.Add($"sysfs attribute: there is no {path}");
            return;
        }

        Devices.Add(new DeviceReport(path, "sysfs attribute"));
        Plans.Add(SysfsAttribute.Plan(path, path, SleepOperation.PollChange, scope => scope.Open(path, new RevocableFileOptions { Access = FileAccess.Read })));
    }

    private void AddTerminals()
    {
        var terminal = Own(new PseudoTerminal());
        Devices.Add(new DeviceReport(terminal.Name, "pty"));
        Plans.Add(terminal.Plan(SleepOperation.Read));
        Plans.Add(terminal.Plan(SleepOperation.TryRead));
        Plans.Add(terminal.Plan(SleepOperation.ReadAsync));
        Plans.Add(terminal.Plan(SleepOperation.Poll));
        Plans.Add(terminal.PlanMaster(SleepOperation.Read));
    }

    private void AddFifos()
    {
        AddFifo("fifo 1", SleepOperation.Read);
        AddFifo("fifo 2", SleepOperation.TryRead);
        AddFifo("fifo 3", SleepOperation.ReadAsync);
        AddFifo("fifo 4", SleepOperation.PollAsync);
        AddFifo("fifo 5", SleepOperation.Write);
        AddFifo("fifo 6", SleepOperation.WriteAsync);
        _owned.Push(new Drain(AddFifo("fifo 7", SleepOperation.WriteLoop)));
    }

    private void AddInotify()
    {
        AddInotify("inotify 1", SleepOperation.Read);
        AddInotify("inotify 2", SleepOperation.ReadAsync);
        AddInotify("inotify 3", SleepOperation.PollAsync);
    }

    private Fifo AddFifo(string name, SleepOperation operation)
    {
        var fifo = Own(new Fifo(_directory, name));
        Devices.Add(new DeviceReport(name, "FIFO"));
        Plans.Add(fifo.Plan(operation));
        return fifo;
    }

    private void AddInotify(string name, SleepOperation operation)
    {
        Devices.Add(new DeviceReport(name, "inotify instance"));
        Plans.Add(Own(new Inotify(_directory, name)).Plan(operation));
    }

    private T Own<T>(T device)
        where T : IDisposable
    {
        _owned.Push(device);
        return device;
    }
}
