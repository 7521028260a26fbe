using Revoke.Drivers;

namespace Revoke.Files;

internal readonly ref struct ReadStep(IReadOperation operations, Span<byte> buffer, long offset) : IStep
{
    private readonly Span<byte> _buffer = buffer;

    public static string Name => "read";

    public OperationResult Invoke(in DriverCall context) => operations.Read(context, _buffer, offset);
}
