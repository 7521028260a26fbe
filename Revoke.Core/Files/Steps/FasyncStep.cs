using Revoke.Drivers;

namespace Revoke.Files;

/// <summary>
/// Tells the driver of a subscriber and puts it in the place of the present one, which stays if the driver refuses. No lock is held
/// around the driver; of callers that overlap, the one who finds that another came between tells the driver again what stands.
/// Turning off stands whatever the driver says to it.
/// </summary>
internal readonly ref struct FasyncStep(IFasyncOperation operations, ref FasyncSubscription? current, ref int version, FasyncSubscription? subscription) : IStep
{
    private readonly ref FasyncSubscription? _current = ref current;
    private readonly ref int _version = ref version; // counts every change of it

    public static string Name => "fasync";

    public OperationResult Invoke(in DriverCall context)
    {
        var before = Volatile.Read(ref _version);
        var result = Tell(context, subscription);
        if (result.Status == OperationStatus.Failed && subscription is not null)
        {
            return result;
        }

        var replaced = Interlocked.Exchange(ref _current, subscription);
        replaced?.TurnOff(isContinued: subscription is not null && ReferenceEquals(replaced.Target, subscription.Target));
        if (Interlocked.Increment(ref _version) != before + 1)
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
