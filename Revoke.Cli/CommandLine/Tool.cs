using System.CommandLine;
using System.CommandLine.Help;
using Revoke.Cli.Completion;
using Revoke.Cli.Demo;
using Revoke.Cli.Doctor;
using Revoke.Cli.Ls;
using Revoke.Cli.Output;
using Revoke.Cli.Watch;

namespace Revoke.Cli.CommandLine;

/// <summary>The whole command line. A root command also has <c>--version</c>, and the directive <c>[suggest]</c> that completion asks.</summary>
internal static class Tool
{
    private const string Name = "revoke";

    private const string Description = "Takes files and devices away from running programs; shows devices, what becomes of them, and what this machine allows.";

    internal static RootCommand Create()
    {
        var root = new RootCommand(Description)
        {
            LsCommand.Create(),
            WatchCommand.Create(),
            DoctorCommand.Create(),
            DemoCommand.Create(),
            CompletionCommand.Create(),
            DemoCommand.CreateChild(),
            DemoCommand.CreateMappingChild(),
        };
        root.HelpName = Name;
        root.SetAction(ShowUsageAsync);
        root.Options.Remove(root.Options.First(static option => option is HelpOption));
        root.Add(new HelpOption("--help", "-h") { Recursive = true, Action = new DetailedHelp(new HelpAction()) });
        return root;
    }

    /// <summary>Nothing was asked for: how to ask.</summary>
    private static async Task<int> ShowUsageAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await arguments.RootCommandResult.Command.Parse("--help").InvokeAsync(arguments.InvocationConfiguration, cancellationToken);
        return await Complaint.TellAsync(string.Empty, "a command is missing", ExitCodes.Usage);
    }
}
