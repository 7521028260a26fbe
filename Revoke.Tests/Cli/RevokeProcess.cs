using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

/// <summary>A <c>revoke</c> command that runs until it is ended. It is killed at the end of the test.</summary>
internal sealed class RevokeProcess(Process process) : IDisposable
{
    /// <summary>SIGHUP, signal(7): the terminal has been closed.</summary>
    public const int HangUp = 1;

    private readonly List<string> _seen = [];

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    /// <summary>Reads lines until one is what is looked for, and gives it back.</summary>
    public async Task<JsonElement> LineAsync(Func<JsonElement, bool> isIt, string what, CancellationToken cancellationToken)
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                _seen.Add(line);
                var element = JsonDocument.Parse(line).RootElement;
                if (isIt(element))
                {
                    return element;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        Assert.Fail($"It did not say: {what}. It said:\n{string.Join('\n', _seen)}");
        throw new InvalidOperationException("Not reached.");
    }

    /// <summary>The next line of a type.</summary>
    public Task<JsonElement> LineAsync(string type, CancellationToken cancellationToken) =>
        LineAsync(line => line.GetProperty("type").GetString() == type, type, cancellationToken);

    public int Id => process.Id;

    /// <summary>The processes that it has started and that still run (proc_pid_task(5)).</summary>
    public IEnumerable<string> Children => Directory.GetDirectories($"/proc/{Id}/task").SelectMany(ChildrenOf);

    /// <summary>Sends a signal. What this process was told to ignore, as a shell tells those it runs in the background, the command ignores too: then the test is, with the reason.</summary>
    public void Signal(int signal)
    {
        var ignored = File.ReadLines($"/proc/{Id}/status").First(static line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..];
        if ((ulong.Parse(ignored, NumberStyles.AllowHexSpecifier | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) & (1UL << (signal - 1))) != 0)
        {
            Assert.Ignore($"Signal {signal} is ignored by what has started the tests, and so by its children (nohup, a script in the background).");
        }

        Assert.That(Native.kill(process.Id, signal), Is.Zero);
    }

    /// <summary>From now on nobody reads what it says.</summary>
    public void CloseOutput() => process.StandardOutput.Close();

    private static string[] ChildrenOf(string thread)
    {
        try
        {
            return File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            return []; // it has ended
        }
    }

    /// <summary>Its exit code, and what it said on standard error.</summary>
    public async Task<(int ExitCode, string Error)> EndAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await process.StandardError.ReadToEndAsync(cancellationToken));
    }
}
