namespace Revoke.Tests.Guards.Ordering;

/// <summary>One line of a listing.</summary>
/// <param name="Name">Of the instruction, a prefix included.</param>
/// <param name="Operands">As they are written.</param>
internal sealed record Instruction(string Name, string[] Operands)
{
    /// <summary>The conditional jumps and the others.</summary>
    internal bool IsJump => Name.StartsWith('j');

    internal bool IsAlways => Name is "jmp";

    /// <summary>Where it jumps to.</summary>
    internal string Target => Operands[^1].Split(' ')[^1];

    internal static Instruction Parse(string line)
    {
        var words = line.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        return new Instruction(words[0], words.Length == 1 ? [] : words[1].Split(',', StringSplitOptions.TrimEntries));
    }
}
