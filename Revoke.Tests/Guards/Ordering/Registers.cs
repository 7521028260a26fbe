using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Revoke.Tests.Guards.Ordering;

/// <summary>What is known of x64 registers on a way through a method: from which argument, and how far from it.</summary>
internal sealed partial class Registers
{
    /// <summary>The first argument, in which the gate's word is.</summary>
    internal const string Owner = "rdi at entry";

    private static readonly string[] s_lostInCalls = ["rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11"];

    private readonly ImmutableDictionary<string, (string Origin, long Offset)> _known;

    private Registers(ImmutableDictionary<string, (string Origin, long Offset)> known) => _known = known;

    internal static Registers AtEntry { get; } = new(ImmutableDictionary<string, (string, long)>.Empty.Add("rdi", (Owner, 0)));

    /// <summary>What a memory operand refers to: an origin, a register of which nothing is known, or null if it is no memory.</summary>
    internal (string Origin, long Offset)? Resolve(string operand)
    {
        if (Memory().Match(operand) is not { Success: true } match)
        {
            return null;
        }

        var offset = match.Groups["sign"].Value switch { "+" => 1, "-" => -1, _ => 0 } * ParseNumber(match.Groups["offset"].Value);
        var register = match.Groups["base"].Value;
        var (origin, from) = _known.GetValueOrDefault(register, (register, 0));
        return (origin, from + offset);
    }

    /// <summary>After this instruction.</summary>
    internal Registers After(Instruction instruction)
    {
        if (instruction.Name is "call")
        {
            return new Registers(_known.RemoveRange(s_lostInCalls));
        }

        if (instruction.Name is "cmp" or "test" or "push" or "ret" || instruction.IsJump || instruction.Operands.Length == 0 || Widest(instruction.Operands[0]) is not { } target)
        {
            return this;
        }

        var value = instruction switch
        {
            { Name: "mov", Operands: [_, var source] } when _known.TryGetValue(source, out var copied) => copied,
            { Name: "lea", Operands: [_, var place] } => Resolve(place),
            { Name: "add", Operands: [_, var number] } when _known.TryGetValue(target, out var before) && char.IsAsciiDigit(number[0]) => (before.Origin, before.Offset + ParseNumber(number)),
            _ => null,
        };
        return new Registers(value is { } known ? _known.SetItem(target, known) : _known.Remove(target));
    }

    // rax for eax, ax and al; r12 for r12d and r12b; null for what is no register.
    private static string? Widest(string operand)
    {
        var match = General().Match(operand);
        return !match.Success ? null
            : match.Groups["number"].Success ? "r" + match.Groups["number"].Value
            : "r" + (match.Groups["letter"].Value is { Length: 1 } letter ? letter + "x" : match.Groups["letter"].Value);
    }

    private static long ParseNumber(string text) => text switch
    {
        "" => 0,
        ['0', 'x', .. var digits] => long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        _ => long.Parse(text, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"\[(?<base>r\w+)(?:(?<sign>[+-])(?<offset>[0-9a-fA-Fx]+))?\]$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Memory();

    [GeneratedRegex("^(r(?<number>[0-9]+)[dwb]?|[re]?(?<letter>[abcd])[xlh]|[re]?(?<letter>[sd]i)l?|[re]?(?<letter>[sb]p)l?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex General();
}
