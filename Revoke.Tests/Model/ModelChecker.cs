using Revoke.Tests.Children;
using Revoke.Tests.Cli;
using Revoke.Tests.Docs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Model;

/// <summary>Looks at every state of a Promela model: <c>spin</c> writes the search as a C program, gcc compiles it, and it is run.</summary>
internal static class ModelChecker
{
    /// <summary>Searches the model and gives back all that the search said; the test is ignored where the tools are missing.</summary>
    /// <param name="model">Its path in the checkout.</param>
    /// <param name="define">What <c>#ifdef</c> in the model asks for; null for the model as it stands.</param>
    /// <param name="options">More options of the search: <c>-A</c> looks for no failed assertion, <c>-E</c> for nobody who waits for ever.</param>
    public static async Task<string> SearchAsync(string model, string? define = null, params string[] options)
    {
        RevokeCommand.RequireOrIgnore("spin");
        RevokeCommand.RequireOrIgnore("gcc");
        using var folder = new TemporaryFolder();
        await RunAsync(folder, "spin", define is null ? ["-a", Repository.PathOf(model)] : ["-D" + define, "-a", Repository.PathOf(model)]);

        // A broken model is searched for a moment only: compiling it well would take longer.
        await RunAsync(folder, "gcc", [define is null ? "-O2" : "-O0", "-DSAFETY", "-DCOLLAPSE", "-DMEMLIM=900", "-o", "pan", "pan.c"]);
        return await RunAsync(folder, "./pan", ["-b", "-m2000", .. options]);
    }

    /// <summary>The tools write into the directory they are started in.</summary>
    private static async Task<string> RunAsync(TemporaryFolder folder, string program, string[] args)
    {
        var result = await ChildProcess.RunProgramAsync(ChildProcess.DefaultLimit, "env", ["--chdir", folder.Path, program, .. args]);
        if (result.Error.Contains(".h: No such file or directory", StringComparison.Ordinal))
        {
            Assert.Ignore("The C headers are missing (libc6-dev).");
        }

        result.AssertExited();
        return result.Output;
    }
}
