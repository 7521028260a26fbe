namespace Revoke.Drivers;

/// <summary>The kinds of <see cref="OperationResult"/>; <c>default</c> is done with 0.</summary>
internal enum OperationStatus : byte
{
    Done,
    WouldBlock,
    Failed,
}
