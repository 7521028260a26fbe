using Revoke.Drivers;

namespace Revoke.Files;

internal readonly ref struct PollStep(IPollOperation operations, PollEvents events) : IStep
{
    public static string Name => "poll";

    public OperationResult Invoke(in DriverCall context) => operations.Poll(context, events);
}
