namespace Revoke.Drivers;

internal static class FileAbilitiesExtensions
{
    private static OfType? s_last;

    internal static FileAbilities GetAbilities(this IFileOperations operations)
    {
        var known = GetAbilitiesOfType(operations);
        return known.IsPartial ? known.Abilities & ~((IPartialOperations)operations).Missing : known.Abilities;
    }

    // Files are opened by the thousand with the same driver, and the ten casts are most of what that costs.
    private static OfType GetAbilitiesOfType(IFileOperations operations)
    {
        var type = operations.GetType();
        if (Volatile.Read(ref s_last) is { } last && last.Type == type)
        {
            return last;
        }

        var fresh = new OfType(type, operations is IPartialOperations, Test(operations));
        if (!type.IsCollectible)
        {
            Volatile.Write(ref s_last, fresh);
        }

        return fresh;
    }

    private static FileAbilities Test(IFileOperations operations) =>
        (operations is IReadOperation ? FileAbilities.Read : FileAbilities.None)
        | (operations is IWriteOperation ? FileAbilities.Write : FileAbilities.None)
        | (operations is ISeekOperation ? FileAbilities.Seek : FileAbilities.None)
        | (operations is ITruncateOperation ? FileAbilities.Truncate : FileAbilities.None)
        | (operations is IIoctlOperation ? FileAbilities.Ioctl : FileAbilities.None)
        | (operations is IPollOperation ? FileAbilities.Poll : FileAbilities.None)
        | (operations is IFasyncOperation ? FileAbilities.Fasync : FileAbilities.None)
        | (operations is IFsyncOperation ? FileAbilities.Fsync : FileAbilities.None)
        | (operations is IMapOperation ? FileAbilities.Map : FileAbilities.None)
        | (operations is IBlockingOperations ? FileAbilities.Blocking : FileAbilities.None);

    private sealed record OfType(Type Type, bool IsPartial, FileAbilities Abilities);
}
