using Revoke.Tests.Children;

return await ChildScenarios.RunAsync(args);
