using Revoke.Drivers;

namespace Revoke.Files;

/// <summary>
/// Puts a subscriber in the place of the present one and tells the driver. Callers that overlap tell it again until what it was told
/// last is what stands, which takes no lock around the driver.
/// </summary>
internal readonly ref struct FasyncStep(IFasyncOperation operations, ref FasyncSubscription? current, FasyncSubscription? subscription) : IStep
{
    private readonly ref FasyncSubscription? _current = ref current;

    public static string Name => "fasync";

    public OperationResult Invoke(in DriverCall context)
    {
        Interlocked.Exchange(ref _current, subscription)?.TurnOff();
        while (true)
        {
            var told = Volatile.Read(ref _current);
            var result = operations.SetFasync(context, told, told?.Events ?? PollEvents.None);
            if (result.Status == OperationStatus.Failed)
            {
                Interlocked.CompareExchange(ref _current, null, told);
            }

            if (Volatile.Read(ref _current) == told || result.Status == OperationStatus.Failed)
            {
                return result;
            }
        }
    }
}
