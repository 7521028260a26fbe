using Revoke.Drivers;

namespace Revoke.Files;

/// <summary>Seek and length: their results do not fit a count, so the step keeps them.</summary>
internal ref struct PositionStep(ISeekOperation operations, PositionCall call, long offset, SeekOrigin origin) : IStep
{
    public static string Name => "seek";

    internal long Position { get; private set; }

    public OperationResult Invoke(in DriverCall context)
    {
        Position = call(operations, context, offset, origin);
        return Position >= 0 ? OperationResult.Done(0) : OperationResult.Failed((int)-Position);
    }
}
