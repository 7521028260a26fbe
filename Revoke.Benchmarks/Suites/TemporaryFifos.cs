using System.Globalization;
using Revoke.Benchmarks.Interop;

namespace Revoke.Benchmarks.Suites;

/// <summary>FIFOs in a directory of their own, deleted with it.</summary>
internal sealed class TemporaryFifos : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("revoke-bench-");

    internal TemporaryFifos(int count)
    {
        Paths = [.. Enumerable.Range(0, count).Select(i => Path.Combine(_directory.FullName, i.ToString(CultureInfo.InvariantCulture)))];
        foreach (var path in Paths)
        {
            if (BenchLibc.mkfifo(path, 0x180) != 0)
            {
                throw new IOException($"mkfifo '{path}' failed with {Errors.Errno.Last}.");
            }
        }
    }

    internal IReadOnlyList<string> Paths { get; }

    public void Dispose() => _directory.Delete(recursive: true);
}
