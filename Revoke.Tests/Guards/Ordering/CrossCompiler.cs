using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Guards.Ordering;

/// <summary>The compiler that makes arm64 code on x64, if its package has been restored here by anything.</summary>
internal static partial class CrossCompiler
{
    private const string Package = "microsoft.netcore.app.crossgen2.linux-x64";

    /// <summary>The machine code of methods, as the compiler writes it down.</summary>
    /// <param name="assembly">Where they are.</param>
    /// <param name="methods">A pattern of names.</param>
    internal static async Task<string> CompileForArm64Async(string assembly, string methods)
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var compiler = Directory.Exists(Path.Combine(packages, Package))
            ? Directory.EnumerateFiles(Path.Combine(packages, Package), "crossgen2", SearchOption.AllDirectories).Max(StringComparer.Ordinal)
            : null;
        if (compiler is null || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            Assert.Ignore($"The compiler for arm64 is not here: the restore of any project with PublishReadyToRun and RuntimeIdentifier=linux-arm64 brings the package {Package}.");
        }

        using var folder = new TemporaryFolder();
        var result = await ChildProcess.RunProgramAsync(
            ChildProcess.DefaultLimit,
            compiler!,
            [
                assembly, "-o", folder["compiled.dll"], "--targetarch", "arm64", "--targetos", "linux", "-O", "--parallelism", "1",
                "-r", Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"), "-r", Path.Combine(AppContext.BaseDirectory, "*.dll"),
                "--codegenopt", $"JitDisasm={methods}", "--codegenopt", $"JitStdOutFile={folder["listings"]}",
            ]);
        result.AssertExited();
        return await File.ReadAllTextAsync(folder["listings"]);
    }

    /// <summary>The volatile stores and loads of one method in the order of its code: stlr, and ldar or ldapr, which is called ldar here too.</summary>
    internal static string[] FindVolatile(string listings, string method)
    {
        var listing = listings.Split("; Assembly listing for method ").LastOrDefault(part => part.StartsWith(method, StringComparison.Ordinal));
        Assert.That(listing, Is.Not.Null, () => $"No {method} in:\n{listings}");
        return [.. Volatile().Matches(listing!).Select(static match => match.Value == "ldapr" ? "ldar" : match.Value)];
    }

    [GeneratedRegex(@"(?<=^\s+)(stlr|ldar|ldapr)(?=\s)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Volatile();
}
