namespace Revoke.Hotplug;

/// <summary>Paths in the order of their names, numbers in them by value: ttyS2 before ttyS10.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    internal static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        while (!left.IsEmpty && !right.IsEmpty)
        {
            var a = TakeNumber(left);
            var b = TakeNumber(right);
            int order;
            if (a > 0 && b > 0)
            {
                order = CompareNumbers(left[..a], right[..b]);
            }
            else
            {
                order = left[0].CompareTo(right[0]);
                a = b = 1;
            }

            if (order != 0)
            {
                return order;
            }

            left = left[a..];
            right = right[b..];
        }

        var rest = left.Length.CompareTo(right.Length);
        return rest != 0 ? rest : string.CompareOrdinal(x, y); // 01 and 1 are not the same name
    }

    private static int TakeNumber(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static int CompareNumbers(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        x = x.TrimStart('0');
        y = y.TrimStart('0');
        return x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);
    }
}
