using System.Runtime.InteropServices;

namespace SearchIndex;

/// <summary>What a query found.</summary>
/// <param name="Generation">The generation of the index that answered.</param>
/// <param name="Documents">How many documents have one of the terms, each counted for each term.</param>
/// <param name="Score">The sum of their norms.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Answer(long Generation, int Documents, long Score);
