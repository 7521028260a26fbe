using Revoke.Drivers;

namespace Revoke.Files;

/// <summary>
/// Tells the driver of a subscriber and puts it in the place of the present one, which stays if the driver refuses. No lock is held
/// around the driver; of callers that overlap, the one who finds that another came between tells the driver again what stands.
/// </summary>
internal readonly ref struct FasyncStep(IFasyncOperation operations, ref FasyncSubscription? current, FasyncSubscription? subscription) : IStep
{
    private readonly ref FasyncSubscription? _current = ref current;

    public static string Name => "fasync";

    public OperationResult Invoke(in DriverCall context)
    {
        var before = Volatile.Read(ref _current);
        var result = Tell(context, subscription);
        if (result.Status == OperationStatus.Failed)
        {
            return result;
        }

        var replaced = Interlocked.Exchange(ref _current, subscription);
        replaced?.TurnOff();
        if (replaced != before)
        {
            FasyncSubscription? told;
            do
            {
                told = Volatile.Read(ref _current);
                result = Tell(context, told);
            }
            while (Volatile.Read(ref _current) != told);
        }

        return result;
    }

    private OperationResult Tell(in DriverCall context, FasyncSubscription? who) =>
        operations.SetFasync(context, who, who?.Events ?? PollEvents.None);
}
