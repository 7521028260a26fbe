namespace Revoke.Tests.Children;

/// <summary>Writes its first argument to stdout and its second to stderr, and exits with the third.</summary>
internal static class EchoScenario
{
    public static async Task<int> RunAsync(string[] args)
    {
        await Console.Out.WriteLineAsync(args[0]);
        await Console.Error.WriteLineAsync(args[1]);
        return int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
    }
}
