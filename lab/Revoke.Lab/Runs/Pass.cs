using System.Diagnostics;
using Revoke.Lab.Machines;
using Revoke.Lab.Scenarios;

namespace Revoke.Lab.Runs;

/// <summary>One program's way through the steps of a scenario.</summary>
internal sealed class Pass
{
    private readonly Machine _machine;
    private readonly string _program;
    private readonly List<string> _passed = [];   // marks that came while another was waited for
    private GuestCommand? _held;

    internal Pass(Machine machine, string program)
    {
        _machine = machine;
        _program = program;
    }

    internal Facts Facts { get; } = new();

    /// <summary>Goes through the steps in their order.</summary>
    /// <exception cref="LabException">One could not be done.</exception>
    internal async Task RunAsync(IEnumerable<Step> steps, CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            if (step.Only is null || step.Only == _program)
            {
                await RunAsync(step, cancellationToken);
            }
        }
    }

    /// <summary>Runs a command of the guest's shell that has to end with 0.</summary>
    internal static async Task RunCommandAsync(Machine machine, string text, CancellationToken cancellationToken)
    {
        var command = await machine.Guest.StartAsync(text, cancellationToken);
        var code = await command.Exit.WaitAsync(cancellationToken);
        if (code != 0)
        {
            var said = new List<string>();
            await foreach (var line in command.Output.ReadAllAsync(cancellationToken))
            {
                said.Add(line);
            }

            throw new LabException($"'{text}' ended with {code} in the guest: {string.Join(" | ", said)}");
        }
    }

    private Task RunAsync(Step step, CancellationToken cancellationToken) => step switch
    {
        { Guest: { } text } => NoteTimeAsync(step, limited => RunCommandAsync(_machine, Fill(text), limited), cancellationToken),
        { Hold: { } arguments } => HoldAsync(arguments, cancellationToken),
        { Tell: { } line } => _machine.Guest.TellAsync(Held, line, cancellationToken),
        { Until: { } mark } => NoteTimeAsync(step, limited => UntilAsync(mark, limited), cancellationToken),
        { End: { } last } => EndAsync(last, cancellationToken),
        { Machine: { } command } => _machine.Monitor.ExecuteAsync(Fill(command), cancellationToken),
        { Await: { } happening } => NoteTimeAsync(step, limited => AwaitAsync(happening, limited), cancellationToken),
        { Watch: { } region } => WatchAsync(region, step, cancellationToken),
        { Fill: { } memory } => DoAsync(() => MemoryOf(memory).Fill()),
        { Compare: { } memory } => DoAsync(() => Facts.Add(step.As!, MemoryOf(memory).Compare())),
        { Repeat: { } times } => RepeatAsync(times, step.During, cancellationToken),
        _ => throw new InvalidOperationException("A step without an action."),
    };

    private GuestCommand Held => _held ?? throw new LabException("No program was started before this step.");

    private string Fill(string text) => text.Replace("${program}", _program, StringComparison.Ordinal);

    private async Task HoldAsync(string arguments, CancellationToken cancellationToken)
    {
        _passed.Clear();
        _held = await _machine.Guest.StartAsync($"exec {_program} {Fill(arguments)}", cancellationToken);
        await UntilAsync("ready", cancellationToken);
    }

    // Lines of a program: "= NAME: VALUE" is a fact, "@ MARK" a place it has come to, everything else is for the reader of the log.
    private async Task UntilAsync(string? mark, CancellationToken cancellationToken)
    {
        if (mark is not null && _passed.Remove(mark))
        {
            return;
        }

        await foreach (var line in Held.Output.ReadAllAsync(cancellationToken))
        {
            if (line.StartsWith("= ", StringComparison.Ordinal) && line.IndexOf(": ", StringComparison.Ordinal) is var at and > 0)
            {
                Facts.Add(line[2..at], line[(at + 2)..]);
            }
            else if (line.StartsWith("@ ", StringComparison.Ordinal))
            {
                if (line[2..] == mark)
                {
                    return;
                }

                _passed.Add(line[2..]);
            }
        }

        if (mark is not null)
        {
            throw new LabException($"'{Held.Text}' ended with {await Held.Exit} before it came to '{mark}'.");
        }
    }

    private async Task EndAsync(string last, CancellationToken cancellationToken)
    {
        if (last.Length > 0)
        {
            await _machine.Guest.TellAsync(Held, last, cancellationToken);
        }

        await UntilAsync(mark: null, cancellationToken);
        Facts.Add("exit", await Held.Exit.WaitAsync(cancellationToken));
        _held = null;
    }

    private Task AwaitAsync(string happening, CancellationToken cancellationToken)
    {
        var words = Fill(happening).Split(' ');
        return _machine.Monitor.AwaitAsync(words[0], words.Length > 1 ? words[1] : null, cancellationToken);
    }

    private async Task WatchAsync(string region, Step step, CancellationToken cancellationToken) =>
        Facts.Add(step.As!, await _machine.Accesses.CountAsync(region, () => RunAsync(step.During, cancellationToken), cancellationToken));

    private async Task RepeatAsync(int times, IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        for (var time = 0; time < times; time++)
        {
            await RunAsync(steps, cancellationToken);
        }
    }

    // The time of the step is the fact that it notes, if it notes one; "never" if it was given a time and took longer.
    private async Task NoteTimeAsync(Step step, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (step.Within is { } milliseconds)
        {
            limited.CancelAfter(milliseconds);
        }

        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            await run(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && step.As is not null)
        {
            Facts.Add(step.As, "never");
            return;
        }

        if (step.As is not null)
        {
            Facts.Add(step.As, Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
        }
    }

    private SharedMemory MemoryOf(string name) =>
        _machine.Memories.TryGetValue(name, out var memory) ? memory : throw new LabException($"The scenario has no memory '{name}'.");

    private static Task DoAsync(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
