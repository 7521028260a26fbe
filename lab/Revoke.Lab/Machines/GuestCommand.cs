using System.Threading.Channels;

namespace Revoke.Lab.Machines;

/// <summary>A command that runs, or ran, in the guest.</summary>
internal sealed class GuestCommand
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal GuestCommand(int id, string text)
    {
        Id = id;
        Text = text;
    }

    internal int Id { get; }

    internal string Text { get; }

    /// <summary>What it wrote, a line at a time; complete when it has ended.</summary>
    internal ChannelReader<string> Output => _lines.Reader;

    /// <summary>Its exit code; fails when the machine ended before it.</summary>
    internal Task<int> Exit => _exit.Task;

    internal void Wrote(string line) => _lines.Writer.TryWrite(line);

    internal void Exited(int code)
    {
        _lines.Writer.TryComplete();
        _exit.TrySetResult(code);
    }

    internal void Lost()
    {
        _lines.Writer.TryComplete();
        _exit.TrySetException(new LabException($"The machine ended while the guest ran '{Text}'."));
    }
}
