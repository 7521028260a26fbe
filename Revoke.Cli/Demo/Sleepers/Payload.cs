namespace Revoke.Cli.Demo.Sleepers;

/// <summary>How much is written.</summary>
internal static class Payload
{
    /// <summary>More than a pipe takes (pipe(7): 64 KiB).</summary>
    internal const int Oversized = 1 << 20;

    /// <summary>By one turn of a loop.</summary>
    internal const int Turn = 16 << 10;
}
