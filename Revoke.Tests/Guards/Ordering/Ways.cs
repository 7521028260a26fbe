namespace Revoke.Tests.Guards.Ordering;

/// <summary>All ways through a method, each as what it does to memory in the order of the code: L loads the gate's word, S stores into a slot.</summary>
internal sealed class Ways(Listing listing, long word)
{
    private const int LongestWay = 300;

    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    internal static IReadOnlySet<string> Of(Listing listing, long word)
    {
        var ways = new Ways(listing, word);
        ways.Walk(0, Registers.AtEntry, string.Empty, steps: 0);
        return ways._found;
    }

    private void Walk(int at, Registers registers, string way, int steps)
    {
        for (; steps < LongestWay; steps++)
        {
            var instruction = listing.Instructions[at];
            way += Describe(instruction, registers);
            registers = registers.After(instruction);
            if (instruction.Name is "ret" || (instruction.IsAlways && instruction.Target.EndsWith(']')))
            {
                _found.Add(way);
                return;
            }

            if (instruction.IsJump)
            {
                var target = listing.Find(instruction);
                if (!instruction.IsAlways)
                {
                    Walk(at + 1, registers, way, steps + 1);
                }

                at = target;
            }
            else
            {
                at++;
            }
        }

        Assert.Fail("A way through the method goes round.");
    }

    private string Describe(Instruction instruction, Registers registers) => instruction switch
    {
        { Name: "mov", Operands: [var place, _] } when registers.Resolve(place) is { } stored => IsStack(stored.Origin) || stored.Origin == Registers.Owner ? string.Empty : "S",
        { Name: not ("lea" or "call") } when instruction.Operands.Any(operand => registers.Resolve(operand) == (Registers.Owner, word)) => "L",
        _ => string.Empty,
    };

    private static bool IsStack(string origin) => origin is "rsp" or "rbp";
}
