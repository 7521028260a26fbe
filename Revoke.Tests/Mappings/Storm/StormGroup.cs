namespace Revoke.Tests.Mappings.Storm;

/// <summary>The mappings of one scope.</summary>
internal sealed class StormGroup
{
    public const int Size = 4;

    public StormGroup(int index, long generation)
    {
        Index = index;
        Generation = generation;
        Scope = new RevokeScope($"group {index}");
        Cells = [.. Enumerable.Range(index * Size, Size).Select(slot => new StormCell(Scope, slot, generation))];
    }

    public int Index { get; }

    public long Generation { get; }

    public RevokeScope Scope { get; }

    public StormCell[] Cells { get; }

    public void Retire()
    {
        foreach (var cell in Cells)
        {
            cell.Retire();
        }

        Scope.Dispose();
    }
}
