using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Revoke.Cli.CommandLine;

/// <summary>The usual help, then the details of the command: of the whole tool, its exit codes.</summary>
internal sealed class DetailedHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var details = (parseResult.CommandResult.Command as ToolCommand)?.Details ?? ExitCodes.Help;
        parseResult.InvocationConfiguration.Output.WriteLine(details);
        return code;
    }
}
