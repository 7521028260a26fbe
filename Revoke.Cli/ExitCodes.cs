namespace Revoke.Cli;

/// <summary>Every exit code of the tool; docs/tool.md and <c>revoke --help</c> say the same.</summary>
internal static class ExitCodes
{
    internal const int Ok = 0;

    /// <summary>It ran, and what it shows or looks for did not come true; also a command other than watch that was interrupted.</summary>
    internal const int Failed = 1;

    /// <summary>It was not understood; nothing was run.</summary>
    internal const int Usage = 2;

    /// <summary>doctor: something is missing without which the library does not work here.</summary>
    internal const int Missing = 3;

    /// <summary>For <c>revoke --help</c>.</summary>
    internal const string Help =
        """
        Exit codes:
          0  it did what it says; watch also when it is ended by a signal or its reader has gone
          1  it ran, and failed: a demo did not show what it promises or lacks libasound, a driver could not look for its devices, the output could not be written
          2  the command line was not understood, and nothing was run; what is wrong with it stands on standard error
          3  doctor: something essential is missing
        """;
}
