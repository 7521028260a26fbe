using Revoke.Drivers;

namespace Revoke.Files;

internal readonly ref struct WriteStep(IWriteOperation operations, ReadOnlySpan<byte> buffer, long offset) : IStep
{
    private readonly ReadOnlySpan<byte> _buffer = buffer;

    public static string Name => "write";

    public OperationResult Invoke(in DriverCall context) => operations.Write(context, _buffer, offset);
}
