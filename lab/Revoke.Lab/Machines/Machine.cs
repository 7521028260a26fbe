using Revoke.Lab.Scenarios;

namespace Revoke.Lab.Machines;

/// <summary>A machine of a scenario: QEMU, its monitor and its guest.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly List<IDisposable> _parts = [];
    private QemuProcess? _process;

    private Machine()
    {
    }

    internal GuestConnection Guest { get; private set; } = null!;

    internal MonitorConnection Monitor { get; private set; } = null!;

    /// <summary>Counts accesses to registers.</summary>
    internal AccessTrace Accesses { get; private set; } = null!;

    /// <summary>The memories that are shared with devices.</summary>
    internal IReadOnlyDictionary<string, SharedMemory> Memories { get; private set; } = null!;

    /// <summary>Whether QEMU itself has crashed. Known after the dispose.</summary>
    internal bool HasCrashed => _process is { HasCrashed: true };

    /// <summary>Starts it, and waits until the guest takes commands.</summary>
    /// <exception cref="LabException">It did not start.</exception>
    internal static async Task<Machine> StartAsync(Scenario scenario, MachineSettings settings, CancellationToken cancellationToken)
    {
        var machine = new Machine();
        try
        {
            await machine.BootAsync(scenario, settings, cancellationToken);
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, whatever it does.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        foreach (var part in Enumerable.Reverse(_parts))
        {
            part.Dispose();
        }
    }

    private async Task BootAsync(Scenario scenario, MachineSettings settings, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.Folder);
        File.Delete(settings.AccessLog);
        using var sockets = new MachineSockets();
        await sockets.WriteInitialFilesAsync(
            scenario.WithConformance ? [settings.BaseFiles, settings.Programs, settings.Conformance] : [settings.BaseFiles, settings.Programs], cancellationToken);
        var transcript = Keep(new Transcript(settings.TranscriptLog));
        Memories = scenario.Memory.ToDictionary(
            memory => memory.Key, memory => Keep(new SharedMemory($"/dev/shm/{sockets.Name}-{memory.Key}", memory.Value)), StringComparer.Ordinal);
        _process = new QemuProcess(MachineArguments.Build(scenario, settings, sockets, Memories), transcript.Add);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var connecting = ConnectAsync(sockets, transcript.Add, either.Token);
        if (await Task.WhenAny(connecting, _process.Ended) != connecting)
        {
            await either.CancelAsync();
            await connecting.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw new LabException($"The machine ended before its guest was up: see {settings.TranscriptLog} and {settings.ConsoleLog}.");
        }

        await connecting;
        Accesses = new AccessTrace(settings.AccessLog, Monitor);
    }

    private async Task ConnectAsync(MachineSockets sockets, Action<string> log, CancellationToken cancellationToken)
    {
        Monitor = Keep(await MonitorConnection.ConnectAsync(sockets.Monitor, log, cancellationToken));
        Guest = Keep(await GuestConnection.ConnectAsync(sockets.Guest, log, cancellationToken));
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }
}
