using System.Diagnostics;

namespace Revoke.Lab.Machines;

/// <summary>QEMU as a process that never outlives this one.</summary>
internal sealed class QemuProcess : IAsyncDisposable
{
    // Ends with us, even if we are killed: its standard input is a pipe of ours.
    private const string Launcher = "exec 3<&0; qemu-system-x86_64 \"$@\" </dev/null 3<&- & qemu=$!; { read -r _ <&3; kill -9 $qemu; } 2>/dev/null & exec 3<&-; wait $qemu";

    // What a shell makes of SIGABRT and SIGSEGV.
    private const int AbortCode = 128 + 6;
    private const int SegmentationFaultCode = 128 + 11;

    private readonly Process _process;

    internal QemuProcess(IEnumerable<string> arguments, Action<string> log)
    {
        var start = new ProcessStartInfo("sh", ["-c", Launcher, "sh", .. arguments])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => log($"qemu > {line.Data}");
        _process.ErrorDataReceived += (_, line) => log($"qemu > {line.Data}");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = _process.WaitForExitAsync();
    }

    /// <summary>Complete when the machine has ended.</summary>
    internal Task Ended { get; }

    /// <summary>Whether a signal ended it that was not ours: the emulator has crashed, which says nothing about what runs in it. Known after the dispose.</summary>
    internal bool HasCrashed { get; private set; }

    /// <summary>Ends it at once.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await Ended;
        HasCrashed = _process.ExitCode is AbortCode or SegmentationFaultCode;
        _process.Dispose();
    }
}
