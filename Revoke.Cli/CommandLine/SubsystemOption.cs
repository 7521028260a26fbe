using System.CommandLine;

namespace Revoke.Cli.CommandLine;

/// <summary>The <c>--subsystem</c> of commands that show devices.</summary>
internal static class SubsystemOption
{
    private static readonly string[] s_folders = ["class", "bus"];

    internal static Option<string[]> Create(string description)
    {
        var option = new Option<string[]>("--subsystem", "-s") { Description = description, HelpName = "NAME", DefaultValueFactory = static _ => [] };
        option.Validators.Add(static result =>
        {
            if (result.IdentifierTokenCount > result.Tokens.Count || result.Tokens.Any(static token => token.Value.Length == 0))
            {
                result.AddError("--subsystem takes the name of a class or bus, not ''.");
            }
        });
        option.CompletionSources.Add(static _ => s_folders.Select(static folder => Path.Combine(Roots.DefaultSys, folder))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFileSystemEntries)
            .Select(static path => Path.GetFileName(path)));
        return option;
    }
}
