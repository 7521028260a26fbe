namespace Revoke.Benchmarks.Litmus;

/// <summary>What <c>./bench litmus</c> says to its caller.</summary>
internal static class LitmusExit
{
    /// <summary>The control was caught, and nothing else was.</summary>
    internal const int Pass = 0;

    /// <summary>Something was taken away under a use, a wake-up was lost, or the run stood still.</summary>
    internal const int Violation = 1;

    /// <summary>The control was not caught: on this machine, now, the program sees nothing.</summary>
    internal const int Inconclusive = 2;

    /// <summary>There is no process-wide barrier here, or the application has chosen the gate that needs none.</summary>
    internal const int Unsupported = 3;

    /// <summary>The command line made no sense: as sysexits.h has it, for 2 is taken.</summary>
    internal const int Usage = 64;
}
