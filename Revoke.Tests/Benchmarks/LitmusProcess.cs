using Revoke.Benchmarks.Litmus;
using Revoke.Tests.Children;

namespace Revoke.Tests.Benchmarks;

/// <summary>Runs <c>./bench litmus</c>.</summary>
internal static class LitmusProcess
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(100);

    internal static Task<ChildResult> RunAsync(params string[] words) =>
        ChildProcess.RunAssemblyAsync(s_limit, typeof(LitmusProgram).Assembly.Location, ["litmus", .. words]);

    /// <summary>With a setting in the runtime's configuration.</summary>
    internal static Task<ChildResult> RunWithConfigAsync(string runtimeConfig, params string[] words) =>
        ChildProcess.RunProgramAsync(s_limit, ChildProcess.Host, ["exec", "--runtimeconfig", runtimeConfig, typeof(LitmusProgram).Assembly.Location, "litmus", .. words]);
}
