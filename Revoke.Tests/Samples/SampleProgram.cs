using Revoke.Drivers.Alsa;
using Revoke.Tests.Children;
using Revoke.Tests.Cli;

namespace Revoke.Tests.Samples;

/// <summary>Runs a sample that is a program, as the tests have been built with it.</summary>
internal static class SampleProgram
{
    /// <summary>Ignores the test where nothing can be played.</summary>
    public static void RequireSoundOrIgnore()
    {
        if (!AlsaDriver.IsSupported)
        {
            Assert.Ignore("libasound.so.2 is not installed.");
        }
    }

    /// <summary>To its end.</summary>
    public static Task<ChildResult> RunAsync(string name, params string[] arguments) => ChildProcess.RunAssemblyAsync(ChildProcess.DefaultLimit, PathOf(name), arguments);

    /// <summary>To its end, with a variable in its environment: <c>NAME=value</c>.</summary>
    public static Task<ChildResult> RunWithAsync(string variable, string name, params string[] arguments) =>
        ChildProcess.RunProgramAsync(ChildProcess.DefaultLimit, "env", [variable, ChildProcess.Host, "exec", PathOf(name), .. arguments]);

    /// <summary>Starts it, to send it signals.</summary>
    public static RevokeProcess Start(string name, params string[] arguments) => new(ChildProcess.Start(ChildProcess.Host, ["exec", PathOf(name), .. arguments]));

    /// <summary>What a process has open whose path ends so; null if nothing.</summary>
    public static string? FindOpen(RevokeProcess process, string end) =>
        Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd").Select(static link => new FileInfo(link).LinkTarget).FirstOrDefault(target => target?.EndsWith(end, StringComparison.Ordinal) == true);

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
