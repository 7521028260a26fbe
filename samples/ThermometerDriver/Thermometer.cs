using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Revoke;
using Revoke.Drivers;

namespace ThermometerDriver;

/// <summary>A thermometer as a directory of four files. Whatever measures calls <see cref="Measure"/>; all is in thousandths of a degree.</summary>
public sealed class Thermometer
{
    private readonly NodeChanges _changes = new();
    private readonly EventCounter _alarms = new();
    private readonly ConcurrentDictionary<Log, Log> _logs = new();
    private volatile int _temperature, _limit = 30_000;

    public Thermometer(RevokeScope scope)
    {
        Files = new RevocableDirectory(scope);
        Files.Add("temperature", () => new TextNode(() => Line(_temperature), changes: _changes));
        Files.Add("limit", () => new TextNode(() => Line(_limit), text => _limit = int.Parse(text, CultureInfo.InvariantCulture)));
        Files.Add("alarm", _alarms.Open);
        Files.Add("log", () => _logs.GetOrAdd(new Log(this), static log => log));
    }

    public RevocableDirectory Files { get; }

    public void Measure(int temperature)
    {
        _temperature = temperature;
        _changes.Notify();
        if (temperature > _limit) _alarms.Add();
        foreach (var log in _logs.Keys) log.Append(Line(temperature));
    }

    public RevokeOutcome RemoveAlarm() => Files.Remove("alarm", RevokeReason.Policy("switched off"));

    private static string Line(int value) => value.ToString(CultureInfo.InvariantCulture) + "\n";

    private sealed class Log(Thermometer device) : IReadOperation, IPollOperation
    {
        private readonly ConcurrentQueue<string> _lines = new();
        private readonly WaitSource _more = new();

        public void Append(string line) { if (_lines.Count < 1000) _lines.Enqueue(line); _more.Set(); }

        public OperationResult Read(in DriverCall context, Span<byte> buffer, long offset)
        {
            if (buffer.Length < 16) return OperationResult.Failed(22); // EINVAL: too short for a line
            if (!_lines.TryDequeue(out var line)) return OperationResult.WouldBlock(_more);
            return OperationResult.Done(Encoding.ASCII.GetBytes(line, buffer));
        }

        public OperationResult Poll(in DriverCall context, PollEvents events) =>
            events.HasFlag(PollEvents.In) && !_lines.IsEmpty ? OperationResult.Done((int)PollEvents.In) : OperationResult.WouldBlock(_more);

        public void Release() => device._logs.TryRemove(this, out _);
    }
}
