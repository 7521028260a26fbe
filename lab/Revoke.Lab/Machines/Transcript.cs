using System.Diagnostics;
using System.Globalization;

namespace Revoke.Lab.Machines;

/// <summary>Everything that is said during a scenario, with the seconds since its beginning. Any thread may write; later than the dispose, nothing is kept.</summary>
internal sealed class Transcript(string path) : IDisposable
{
    private readonly Lock _writing = new();
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private StreamWriter? _writer = new(path);

    internal void Add(string line)
    {
        lock (_writing)
        {
            _writer?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_startedAt).TotalSeconds,8:F3} {line}"));
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }
}
