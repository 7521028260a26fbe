using System.Runtime.InteropServices;

namespace SearchIndex;

/// <summary>An entry of the file <c>terms</c>: where the list of a term's documents stands in <c>postings</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Term(long Offset, long Count)
{
    internal const int Size = 2 * sizeof(long);
}
