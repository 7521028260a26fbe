using Revoke.Cli.Demo.Devices;

namespace Revoke.Cli.Demo.Rounds;

/// <summary>The FIFOs of the rounds, and what is made anew for each: one scope, with a file for each FIFO.</summary>
internal sealed class FifoScope : IDisposable
{
    private static readonly RevokeReason s_reason = RevokeReason.Policy("the round is over");

    private readonly List<Fifo> _fifos;
    private RevokeScope? _scope;

    internal FifoScope(string directory, int count) =>
        _fifos = [.. Enumerable.Range(1, count).Select(i => new Fifo(directory, $"round {i}"))];

    internal RevocableFile[] Files { get; private set; } = [];

    internal int Count => _fifos.Count;

    public void Dispose()
    {
        _scope?.Dispose();
        _fifos.ForEach(static fifo => fifo.Dispose());
    }

    internal void Open()
    {
        var scope = new RevokeScope("round");
        Files = [.. _fifos.Select(fifo => fifo.Open(scope, FileAccess.Read))];
        _scope = scope;
    }

    internal void Revoke() => _scope!.Revoke(s_reason);
}
