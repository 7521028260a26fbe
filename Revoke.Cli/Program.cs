using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Revoke.Cli;
using Revoke.Cli.Demo;

var root = new Command("revoke", "Takes files and devices away from running programs.")
{
    DemoCommand.Create(),
    DemoCommand.CreateChild(),
    new HelpOption { Recursive = true },
};
var parsed = root.Parse(args);
if (parsed.Action is ParseErrorAction error)
{
    error.ShowHelp = args.Length == 0; // else what is wrong stands alone, on standard error
}

var code = await parsed.InvokeAsync().ConfigureAwait(false);
return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
