using System.Diagnostics;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Fuse;

/// <summary>A process that uses files as it is told: <c>Native/client.c</c>, compiled once. The host's own process must not.</summary>
internal sealed class FuseClient : IDisposable
{
    private static readonly Lazy<string?> s_program = new(Build);

    private readonly Process _process;

    private FuseClient(Process process) => _process = process;

    /// <summary>Starts one; ignores the test where it cannot be compiled.</summary>
    public static FuseClient Start()
    {
        if (s_program.Value is not { } program)
        {
            Assert.Ignore("A client cannot be compiled (gcc).");
            throw new InvalidOperationException();
        }

        return new FuseClient(ChildProcess.Start(program, []));
    }

    /// <summary>Does something, and says what came of it: a number, a text, the name of an error, or SIGBUS.</summary>
    public async Task<string> DoAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command.AsMemory(), Limit.Token);
        await _process.StandardInput.FlushAsync(Limit.Token);
        return await _process.StandardOutput.ReadLineAsync(Limit.Token) ?? throw new InvalidOperationException($"The client ended in '{command}'.");
    }

    /// <summary>Begins something in a thread of its own, which may block. <see cref="EndAsync"/> waits for it.</summary>
    public Task<string> GoAsync(string command) => DoAsync($"go {command}");

    /// <summary>What came of it.</summary>
    public Task<string> EndAsync(string task) => DoAsync($"end {task}");

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static string? Build()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "fuse-client");
        try
        {
            var source = Path.Combine(AppContext.BaseDirectory, "Fuse/Native/client.c");
            var compiled = ChildProcess.RunProgramAsync(ChildProcess.DefaultLimit, "gcc", ["-O1", "-Wall", "-Wextra", "-Werror", "-o", program, source, "-lpthread"]).GetAwaiter().GetResult();
            Assert.That(compiled.ExitCode, Is.Zero, compiled.Error);
            return program;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
