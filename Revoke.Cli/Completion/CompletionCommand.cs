using System.CommandLine;
using Revoke.Cli.CommandLine;

namespace Revoke.Cli.Completion;

/// <summary><c>revoke completion</c>.</summary>
internal static class CompletionCommand
{
    private const string Description = "Prints a script that teaches a shell to complete the commands and options of revoke and ./revoke.";

    private const string Details =
        """
        bash: source <(./revoke completion bash)
        zsh:  source <(./revoke completion zsh)
        fish: ./revoke completion fish | source

        Exit code: 0; 2 for a wrong command line.
        """;

    internal static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new ToolCommand("completion", Description, Details) { shell };
        command.SetAction((arguments, _) => PrintAsync(Enum.Parse<Shell>(arguments.GetRequiredValue(shell), ignoreCase: true)));
        return command;
    }

    private static async Task<int> PrintAsync(Shell shell)
    {
        await Console.Out.WriteLineAsync(CompletionScript.For(shell));
        return ExitCodes.Ok;
    }
}
