using Revoke.Drivers;

namespace Revoke.Files;

internal readonly ref struct TruncateStep(ITruncateOperation operations, long length) : IStep
{
    public static string Name => "ftruncate";

    public OperationResult Invoke(in DriverCall context) => operations.SetLength(context, length);
}
