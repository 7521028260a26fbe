using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Revoke.Lab.Machines;

/// <summary>The connection to QEMU's monitor (QMP): commands with their answers, and events.</summary>
internal sealed class MonitorConnection : IDisposable
{
    private readonly ConcurrentQueue<TaskCompletionSource<JsonNode?>> _asked = new();
    private readonly Channel<JsonNode> _events = Channel.CreateUnbounded<JsonNode>();
    private readonly Lines _lines;
    private readonly Action<string> _log;

    private MonitorConnection(Lines lines, Action<string> log)
    {
        _lines = lines;
        _log = log;
    }

    /// <summary>Connects and reads until the machine ends.</summary>
    internal static async Task<MonitorConnection> ConnectAsync(string path, Action<string> log, CancellationToken cancellationToken)
    {
        var connection = new MonitorConnection(await Lines.ConnectAsync(path, cancellationToken), log);
        await connection._lines.ReadAsync(cancellationToken);   // the greeting
        _ = connection.PumpAsync();
        await connection.ExecuteAsync("qmp_capabilities", cancellationToken);
        return connection;
    }

    /// <summary>Carries out a command line: its name, then arguments as <c>name=value</c>.</summary>
    /// <exception cref="LabException">The machine refused it.</exception>
    internal Task<JsonNode?> ExecuteAsync(string commandLine, CancellationToken cancellationToken)
    {
        var words = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var arguments = new JsonObject();
        foreach (var word in words[1..])
        {
            var (key, value) = word.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (word[..at], word[(at + 1)..])
                : throw new FormatException($"'{word}' in '{commandLine}' is not name=value.");
            arguments[key] = bool.TryParse(value, out var flag) ? flag : value;
        }

        return ExecuteAsync(words[0], arguments, cancellationToken);
    }

    /// <summary>Waits for an event, of one device if it is named. Events before it are passed over.</summary>
    internal async Task AwaitAsync(string name, string? device, CancellationToken cancellationToken)
    {
        await foreach (var happened in _events.Reader.ReadAllAsync(cancellationToken))
        {
            if ((string?)happened["event"] == name && (device is null || (string?)happened["data"]?["device"] == device))
            {
                return;
            }
        }

        throw new LabException($"The machine ended before its event {name}.");
    }

    public void Dispose() => _lines.Dispose();

    private async Task<JsonNode?> ExecuteAsync(string command, JsonObject arguments, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["execute"] = command, ["arguments"] = arguments };
        var answer = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _log($"monitor < {request.ToJsonString()}");
        _asked.Enqueue(answer);
        await _lines.WriteAsync(request.ToJsonString(), cancellationToken);
        var said = await answer.Task.WaitAsync(cancellationToken);
        return said?["error"] is { } error ? throw new LabException($"The machine refused '{request.ToJsonString()}': {error["desc"]}") : said?["return"];
    }

    private async Task PumpAsync()
    {
        while (await _lines.ReadAsync(CancellationToken.None) is { } line)
        {
            _log($"monitor > {line}");
            var said = JsonNode.Parse(line)!;
            if (said["event"] is not null)
            {
                _events.Writer.TryWrite(said);
            }
            else if (_asked.TryDequeue(out var answer))
            {
                answer.SetResult(said);
            }
        }

        _events.Writer.TryComplete();
        while (_asked.TryDequeue(out var answer))
        {
            answer.SetException(new LabException("The machine ended before it answered."));
        }
    }
}
