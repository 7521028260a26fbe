namespace Revoke.Cli.Demo.Sleepers;

internal static class SleepOperationExtensions
{
    internal static bool IsWrite(this SleepOperation operation) =>
        operation is SleepOperation.Write or SleepOperation.WriteAsync or SleepOperation.WriteLoop;

    /// <summary>For people.</summary>
    internal static string Describe(this SleepOperation operation) => operation switch
    {
        SleepOperation.Read => "read",
        SleepOperation.TryRead => "try read",
        SleepOperation.ReadAsync => "async read",
        SleepOperation.Poll => "poll",
        SleepOperation.PollAsync => "async poll",
        SleepOperation.PollChange => "poll for change",
        SleepOperation.PollChangeAsync => "async poll for change",
        SleepOperation.Write => "write, pipe full",
        SleepOperation.WriteAsync => "async write, pipe full",
        _ => "writes in a loop",
    };
}
