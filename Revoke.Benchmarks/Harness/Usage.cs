using Revoke.Benchmarks.Litmus;

namespace Revoke.Benchmarks.Harness;

/// <summary>What the program can be asked for.</summary>
internal static class Usage
{
    /// <summary>Lists the suites, and the litmus program.</summary>
    internal static void Write(TextWriter output, IEnumerable<SuiteEntry> suites)
    {
        output.WriteLine("./bench SUITE [--quick] [--markdown FILE]");
        foreach (var suite in suites)
        {
            output.WriteLine($"  {suite.Name,-10} {suite.Description}");
        }

        output.WriteLine($"  {"all",-10} all of them");
        output.WriteLine($"./bench litmus {LitmusProgram.Synopsis}");
        output.WriteLine("             revoke against everything that enters and leaves");
    }
}
