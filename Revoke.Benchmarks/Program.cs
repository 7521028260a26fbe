await Console.Error.WriteLineAsync("No suites yet.").ConfigureAwait(false);
return 2;
