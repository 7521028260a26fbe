using System.CommandLine;

var root = new RootCommand("Takes files and devices away from running programs.");
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
