namespace Revoke.Drivers;

internal static class FileAbilitiesExtensions
{
    internal static FileAbilities GetAbilities(this IFileOperations operations) =>
        (operations is IReadOperation ? FileAbilities.Read : 0)
        | (operations is IWriteOperation ? FileAbilities.Write : 0)
        | (operations is ISeekOperation ? FileAbilities.Seek : 0)
        | (operations is ITruncateOperation ? FileAbilities.Truncate : 0)
        | (operations is IIoctlOperation ? FileAbilities.Ioctl : 0)
        | (operations is IPollOperation ? FileAbilities.Poll : 0)
        | (operations is IFasyncOperation ? FileAbilities.Fasync : 0)
        | (operations is IFsyncOperation ? FileAbilities.Fsync : 0)
        | (operations is IMapOperation ? FileAbilities.Map : 0)
        | (operations is IBlockingOperations ? FileAbilities.Blocking : 0);
}
