namespace Revoke.Benchmarks.Harness;

/// <summary>What the program says to its caller.</summary>
internal static class ExitCode
{
    /// <summary>Every bar is met.</summary>
    internal const int Ok = 0;

    /// <summary>At least one bar fell short.</summary>
    internal const int Short = 1;

    /// <summary>The command line made no sense.</summary>
    internal const int Usage = 2;

    /// <summary>None fell short, but at least one could not be judged.</summary>
    internal const int Inconclusive = 3;

    /// <summary>The code for these bars.</summary>
    internal static int For(IEnumerable<Bar> bars)
    {
        var code = Ok;
        foreach (var bar in bars)
        {
            switch (bar.Verdict)
            {
                case Verdict.Short:
                    return Short;
                case Verdict.Inconclusive or Verdict.Skipped:
                    code = Inconclusive;
                    break;
            }
        }

        return code;
    }
}
