namespace Revoke.Cli;

internal static class ExitCodes
{
    internal const int Ok = 0;

    /// <summary>It ran, and what it shows did not come true.</summary>
    internal const int Failed = 1;

    /// <summary>It was not understood; nothing was run.</summary>
    internal const int Usage = 2;
}
