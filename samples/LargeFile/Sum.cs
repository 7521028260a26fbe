namespace LargeFile;

internal static class Sum
{
    internal static long Of(ReadOnlySpan<byte> bytes)
    {
        var sum = 0L;
        foreach (var one in bytes)
        {
            sum += one;
        }

        return sum;
    }
}
