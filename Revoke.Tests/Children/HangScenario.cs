namespace Revoke.Tests.Children;

/// <summary>Says that it is there, and never ends.</summary>
internal static class HangScenario
{
    public static async Task<int> RunAsync(string[] args)
    {
        await Console.Out.WriteLineAsync("hanging");
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return args.Length;
    }
}
