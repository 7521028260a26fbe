using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Revoke.Cli.Output;

namespace Revoke.Cli.CommandLine;

/// <summary>One run of the tool, from its arguments to its exit code. What a command cannot read, write or wait for is told here, in one line.</summary>
internal static class Invocation
{
    // Whoever says @/etc/passwd means that, and not what is in it.
    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    internal static async Task<int> RunAsync(string[] arguments)
    {
        using var hangUp = HangUp.EndLikeTermination();
        var parsed = Tool.Create().Parse(arguments, s_parser);
        var name = NameOf(parsed.CommandResult);
        if (parsed.Action is ParseErrorAction)
        {
            return await TellWrongAsync(name, parsed.Errors);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return await Complaint.TellAsync(name, "it was interrupted", ExitCodes.Failed);
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or UnauthorizedAccessException)
        {
            return await Complaint.TellAsync(name, Complaint.Explain(exception), ExitCodes.Failed);
        }
    }

    private static async Task<int> TellWrongAsync(string name, IEnumerable<ParseError> errors)
    {
        foreach (var error in errors)
        {
            await Complaint.TellAsync(string.Empty, error.Message, ExitCodes.Usage);
        }

        return await Complaint.TellAsync(string.Empty, $"see {$"./revoke {name}".TrimEnd()} --help", ExitCodes.Usage);
    }

    /// <summary>The command as it is asked for, <c>demo sysfs</c>; empty for the tool itself.</summary>
    private static string NameOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{NameOf(parent)} {result.Command.Name}".TrimStart() : string.Empty;
}
