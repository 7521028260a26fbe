using Revoke.Cli.CommandLine;

return await Invocation.RunAsync(args);
