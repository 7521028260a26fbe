using Revoke.Lab.CommandLine;

return await LabCommand.RunAsync(args);
