using System.CommandLine.Invocation;
using Revoke.Cli;
using Revoke.Cli.CommandLine;

var parsed = Tool.Create().Parse(args);
var error = parsed.Action as ParseErrorAction;
if (error is not null)
{
    error.ShowHelp = args.Length == 0; // else what is wrong stands alone, on standard error
    error.ShowTypoCorrections = false; // they would go to standard output
}

var code = await parsed.InvokeAsync();
return error is null ? code : ExitCodes.Usage;
