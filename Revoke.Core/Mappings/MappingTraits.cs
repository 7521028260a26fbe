namespace Revoke.Mappings;

/// <summary>What was decided about a mapping when it was made.</summary>
[Flags]
internal enum MappingTraits
{
    None = 0,
    Writable = 1,
    Device = 2,
    ReplaceUnderUse = 4,
    Private = 8,
}
