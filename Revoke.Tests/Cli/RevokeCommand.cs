using Revoke.Cli;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

/// <summary>Runs the <c>revoke</c> command in a process of its own.</summary>
internal static class RevokeCommand
{
    private const string Nobody = "65534";

    private static readonly string Program = typeof(ExitCodes).Assembly.Location;

    /// <summary>What <c>./revoke</c> becomes once everything is built, as a command of a shell.</summary>
    public static string CommandLine => $"'{ChildProcess.Host}' exec '{Program}'";

    /// <summary>Runs it to its end, or kills it and its descendants at the limit.</summary>
    public static Task<ChildResult> RunAsync(params string[] args) => ChildProcess.RunAssemblyAsync(ChildProcess.DefaultLimit, Program, args);

    /// <summary>As <see cref="RunAsync"/>, as a user who may nothing.</summary>
    public static Task<ChildResult> RunAsNobodyAsync(params string[] args)
    {
        if (Native.geteuid() != 0)
        {
            return RunAsync(args);
        }

        RequireOrIgnore("setpriv");
        return ChildProcess.RunProgramAsync(
            ChildProcess.DefaultLimit, "setpriv", ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--inh-caps=-all", ChildProcess.Host, "exec", Program, .. args]);
    }

    /// <summary>Starts it, to talk to it while it runs.</summary>
    public static RevokeProcess Start(params string[] args) => new(ChildProcess.Start(ChildProcess.Host, ["exec", Program, .. args]));

    /// <summary>Ignores the test if a program is not installed.</summary>
    public static void RequireOrIgnore(string program)
    {
        if (!Array.Exists("/usr/bin /bin /usr/sbin /sbin /usr/local/bin".Split(' '), folder => File.Exists(Path.Combine(folder, program))))
        {
            Assert.Ignore($"There is no {program}.");
        }
    }
}
