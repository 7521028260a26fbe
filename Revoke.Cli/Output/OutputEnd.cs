using Microsoft.Win32.SafeHandles;

namespace Revoke.Cli.Output;

/// <summary>Finds out that nobody can read standard output any more: .NET does not tell (a write to such a pipe is silently dropped).</summary>
internal static class OutputEnd
{
    private const int StandardOutput = 1;
    private const PollEvents Gone = PollEvents.Error | PollEvents.HangUp;

    /// <summary>Returns when the reader of the pipe or the terminal has gone; for a file never before the token.</summary>
    internal static async Task WaitAsync(CancellationToken cancellationToken)
    {
        await using var scope = new RevokeScope("output");
        using var handle = new SafeFileHandle(StandardOutput, ownsHandle: false);
        using var file = scope.Open(handle);
        while ((await file.PollAsync(PollEvents.None, cancellationToken: cancellationToken) & Gone) == PollEvents.None)
        {
        }
    }
}
