using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Escapes;

/// <summary>The compiler of the SDK, for what must not compile.</summary>
internal static partial class CSharpCompiler
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Threading.Tasks; using Revoke;\n";

    /// <summary>The errors of a method of a class, each once; none if it compiles.</summary>
    internal static async Task<string[]> CompileAsync(string method)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var sdks = Path.GetFullPath(Path.Combine(runtime, "../../../sdk"));
        var compiler = Directory.Exists(sdks)
            ? Directory.EnumerateDirectories(sdks).Select(static sdk => Path.Combine(sdk, "Roslyn/bincore/csc.dll")).Where(File.Exists).Max(StringComparer.Ordinal)
            : null;
        if (compiler is null)
        {
            Assert.Ignore($"There is no SDK, and so no compiler, beside the runtime {runtime}.");
        }

        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["sample.cs"], $"{Usings}static class Sample\n{{\n{method}\n}}\n");
        string[] references = [.. Directory.EnumerateFiles(runtime, "System*.dll").Append(typeof(RevokeScope).Assembly.Location).Select(static path => "-r:" + path)];
        var result = await ChildProcess.RunAssemblyAsync(
            ChildProcess.DefaultLimit, compiler!, ["-nologo", "-t:library", "-langversion:latest", "-nullable", "-nostdlib", .. references, "-out:" + folder["sample.dll"], folder["sample.cs"]]);
        string[] errors = [.. Error().Matches(result.Output).Select(static match => match.Value).Distinct(StringComparer.Ordinal)];
        Assert.That(result.ExitCode, Is.EqualTo(errors.Length == 0 ? 0 : 1), result.ToString);
        return errors;
    }

    [GeneratedRegex(@"(?<=error )CS\d+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Error();
}
