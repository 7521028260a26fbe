using System.ComponentModel;
using System.Diagnostics;

namespace Revoke.Benchmarks.Suites.Gates;

/// <summary>Compiles the anchors in C, beside the program.</summary>
internal static class AnchorCompiler
{
    /// <summary>Compiles and loads them.</summary>
    /// <returns>The anchors, or else why there are none.</returns>
    internal static (Anchors? Anchors, string? Reason) TryLoad()
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "Native");
        var library = Path.Combine(directory, "anchors.so");
        try
        {
            return Compile(["-O2", "-fPIC", "-shared", Path.Combine(directory, "anchors.c"), "-o", library, "-lurcu-memb", "-pthread"]) is { } reason
                ? (null, reason)
                : (new Anchors(library), null);
        }
        catch (Exception exception) when (exception is Win32Exception or DllNotFoundException)
        {
            return (null, exception.Message);
        }
    }

    private static string? Compile(IEnumerable<string> arguments)
    {
        using var compiler = Process.Start(new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? null : said.Split('\n')[0];
    }
}
