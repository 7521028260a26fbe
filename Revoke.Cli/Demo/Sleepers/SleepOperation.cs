namespace Revoke.Cli.Demo.Sleepers;

/// <summary>What a handle sleeps in.</summary>
internal enum SleepOperation
{
    Read,
    TryRead,
    ReadAsync,
    Poll,
    PollAsync,
    PollChange,
    PollChangeAsync,
    Write,
    WriteAsync,
    WriteLoop,
}
