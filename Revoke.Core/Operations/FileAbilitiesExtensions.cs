namespace Revoke.Drivers;

internal static class FileAbilitiesExtensions
{
    internal static FileAbilities GetAbilities(this IFileOperations operations) =>
        GetAbilitiesOfType(operations) & ~((operations as IPartialOperations)?.Missing ?? FileAbilities.None);

    private static FileAbilities GetAbilitiesOfType(IFileOperations operations) =>
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
}
