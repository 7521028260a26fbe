using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Revoke.Cli.CommandLine;

namespace Revoke.Cli.Demo;

/// <summary>The options of every demo; they may stand before or after its name.</summary>
internal sealed class DemoOptions
{
    private const int MostRounds = 10_000;
    private const int UsualRounds = 30;

    private readonly Option<bool> _json = Flag.CreateJson();
    private readonly Option<bool> _noBare = Flag.Create("--no-bare", "Leave out the program without the library.");
    private readonly Option<int> _rounds = new("--rounds")
    {
        Description = "How often wakes are compared, mappings revoked, or a PCM opened, played to and revoked, 0 to 10000; fewer than 20 prove nothing.",
        DefaultValueFactory = static _ => UsualRounds,
        HelpName = "N",
        CustomParser = ParseRounds,
    };

    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_json, _rounds, _noBare])
        {
            option.Recursive = true;
            command.Add(option);
        }
    }

    internal DemoSettings Get(ParseResult arguments) => new(arguments.GetValue(_json), arguments.GetValue(_rounds), !arguments.GetValue(_noBare));

    private static int ParseRounds(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds > MostRounds)
        {
            result.AddError($"--rounds takes a number from 0 to {MostRounds}, not '{text}'.");
        }

        return rounds;
    }
}
