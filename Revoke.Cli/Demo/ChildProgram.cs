using System.Diagnostics;

namespace Revoke.Cli.Demo;

/// <summary>This program, started once more.</summary>
internal static class ChildProgram
{
    internal static ProcessStartInfo Create(IReadOnlyList<string> arguments)
    {
        // The program is started by a host of its own, or by dotnet.
        var host = Environment.ProcessPath ?? "dotnet";
        string[] prefix = Path.GetFileName(host) is "dotnet" ? ["exec", typeof(ChildProgram).Assembly.Location] : [];
        return new ProcessStartInfo(host, [.. prefix, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
    }
}
