using System.Collections.Concurrent;
using System.Globalization;

namespace Revoke.Lab.Machines;

/// <summary>The connection to the guest's first process, which runs commands (lab/guest/init.c says how).</summary>
internal sealed class GuestConnection : IDisposable
{
    private readonly ConcurrentDictionary<int, GuestCommand> _running = new();
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lines _lines;
    private readonly Action<string> _log;
    private int _lastId;

    private GuestConnection(Lines lines, Action<string> log)
    {
        _lines = lines;
        _log = log;
    }

    /// <summary>Connects, and waits until the guest is up.</summary>
    internal static async Task<GuestConnection> ConnectAsync(string path, Action<string> log, CancellationToken cancellationToken)
    {
        var connection = new GuestConnection(await Lines.ConnectAsync(path, cancellationToken), log);
        _ = connection.PumpAsync();
        await connection._up.Task.WaitAsync(cancellationToken);
        return connection;
    }

    /// <summary>Starts a command of the guest's shell.</summary>
    internal async Task<GuestCommand> StartAsync(string text, CancellationToken cancellationToken)
    {
        var command = new GuestCommand(Interlocked.Increment(ref _lastId), text);
        _running[command.Id] = command;
        await WriteAsync($"run {command.Id} {text}", cancellationToken);
        return command;
    }

    /// <summary>Writes a line to the standard input of a command.</summary>
    internal Task TellAsync(GuestCommand command, string line, CancellationToken cancellationToken) => WriteAsync($"tell {command.Id} {line}", cancellationToken);

    public void Dispose() => _lines.Dispose();

    private Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        _log($"guest < {line}");
        return _lines.WriteAsync(line, cancellationToken);
    }

    private async Task PumpAsync()
    {
        while (await _lines.ReadAsync(CancellationToken.None) is { } line)
        {
            _log($"guest > {line}");
            if (line == "up")
            {
                _up.TrySetResult();
            }
            else if (line.IndexOf(' ', StringComparison.Ordinal) is var at and > 0
                && int.TryParse(line.AsSpan(0, at), CultureInfo.InvariantCulture, out var id)
                && _running.TryGetValue(id, out var command))
            {
                Dispatch(command, line.AsSpan(at + 1));
            }
        }

        _up.TrySetException(new LabException("The machine ended before the guest was up."));
        foreach (var lost in _running.Values)
        {
            lost.Lost();
        }
    }

    private void Dispatch(GuestCommand command, ReadOnlySpan<char> said)
    {
        if (said.StartsWith(">"))
        {
            command.Wrote(said[1..].ToString());
        }
        else if (said.StartsWith("exit ") && int.TryParse(said[5..], CultureInfo.InvariantCulture, out var code))
        {
            _running.TryRemove(command.Id, out _);
            command.Exited(code);
        }
    }
}
