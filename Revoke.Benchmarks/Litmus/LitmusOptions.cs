using System.Globalization;

namespace Revoke.Benchmarks.Litmus;

/// <summary>The command line: <c>[--seconds N] [--seed N]</c>, and for the tests of the program itself <c>--break</c>, <c>--patience</c> and <c>--control</c>.</summary>
internal sealed record LitmusOptions
{
    /// <summary>How long the parts take together.</summary>
    internal TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the control may go uncaught.</summary>
    internal TimeSpan ControlLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long nothing may happen before the run is taken for hung.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    internal int Seed { get; init; }

    internal Breakage Broken { get; init; }

    /// <summary>Reads it; null if it makes no sense.</summary>
    internal static LitmusOptions? TryParse(IReadOnlyList<string> words, int seed)
    {
        var options = new LitmusOptions { Seed = seed };
        for (var i = 0; i + 1 < words.Count; i += 2)
        {
            if (options.With(words[i], words[i + 1]) is not { } next)
            {
                return null;
            }

            options = next;
        }

        return words.Count % 2 == 0 ? options : null;
    }

    private LitmusOptions? With(string name, string value) => name switch
    {
        "--seed" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        "--seconds" when TryParseSeconds(value, out var time) => this with { Time = time },
        "--control" when TryParseSeconds(value, out var time) => this with { ControlLimit = time },
        "--patience" when TryParseSeconds(value, out var time) => this with { Patience = time },
        "--break" when Enum.TryParse<Breakage>(value, ignoreCase: true, out var broken) && Enum.IsDefined(broken) => this with { Broken = broken },
        _ => null,
    };

    private static bool TryParseSeconds(string text, out TimeSpan time)
    {
        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds);
        time = isNumber && seconds is > 0 and < 1e6 ? TimeSpan.FromSeconds(seconds) : default;
        return time != default;
    }
}
