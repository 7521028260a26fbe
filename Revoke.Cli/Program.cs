using System.CommandLine;
using Revoke.Cli;
using Revoke.Cli.Demo;

var root = new RootCommand("Takes files and devices away from running programs.")
{
    DemoCommand.Create(),
    DemoCommand.CreateChild(),
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync().ConfigureAwait(false);
return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
