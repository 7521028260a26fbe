using Revoke.Errors;

namespace Revoke.Cli.Output;

/// <summary>What goes wrong, on standard error.</summary>
internal static class Complaint
{
    /// <summary>Says it and gives the exit code back.</summary>
    /// <param name="command">The command that says it; empty for the tool itself.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="exitCode">What it amounts to.</param>
    internal static async Task<int> TellAsync(string command, string message, int exitCode)
    {
        try
        {
            await Console.Error.WriteLineAsync($"{$"revoke {command}".TrimEnd()}: {message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Standard error is full, closed, or a terminal that has gone: the exit code still says it.
        }

        return exitCode;
    }

    /// <summary>What an exception says. Of a closed standard output .NET says that access to a path is denied, without a path.</summary>
    internal static string Explain(Exception exception) =>
        exception is UnauthorizedAccessException { InnerException: IOException { HResult: Errno.EBADF } inner } ? inner.Message : exception.Message;
}
