namespace Revoke.Cli.Output;

/// <summary>What goes wrong, on standard error.</summary>
internal static class Complaint
{
    /// <summary>Says it and gives the exit code back.</summary>
    internal static async Task<int> TellAsync(string command, string message, int exitCode)
    {
        await Console.Error.WriteLineAsync($"revoke {command}: {message}");
        return exitCode;
    }
}
