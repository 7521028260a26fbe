using Revoke.Lab.Runs;

namespace Revoke.Lab.CommandLine;

/// <summary>Where things are, as <c>lab/run</c> and the tests say it: scenarios, kernels, the archives of programs, and where logs go, with colons between.</summary>
internal sealed record LabFolders(string Scenarios, string Kernels, string Archives, string Output)
{
    internal static LabFolders Parse(string text) =>
        text.Split(':') is [var scenarios, var kernels, var archives, var output] ? new(scenarios, kernels, archives, output)
            : throw new FormatException($"'{text}' is not four paths with colons between.");

    internal Laboratory Open() => new(Scenarios, Kernels, Archives, Output);
}
