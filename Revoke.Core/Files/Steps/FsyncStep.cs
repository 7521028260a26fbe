using Revoke.Drivers;

namespace Revoke.Files;

internal readonly ref struct FsyncStep(IFsyncOperation operations) : IStep
{
    public static string Name => "fsync";

    public OperationResult Invoke(in DriverCall context) => operations.Fsync(context);
}
