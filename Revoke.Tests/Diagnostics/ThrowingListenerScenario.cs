using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Revoke.Tests.Diagnostics;

/// <summary>
/// Listeners that throw in one of their callbacks, in a process of its own: what they are asked once, when meter and source are made,
/// decides for the whole process. Exits with 0 if everything else went on.
/// </summary>
internal static class ThrowingListenerScenario
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var instruments = new MeterListener();
        using var activities = new ActivityListener();
        var calls = 0;
        Listen(instruments, activities, args[0], () =>
        {
            Interlocked.Increment(ref calls);
            throw new InvalidOperationException(args[0]);
        });
        using var scope = new RevokeScope("listened to");
        var released = 0;
        using var guarded = new Revocable<object>(scope, new object(), kick: null, _ => released++);
        var hold = scope.Hold("capture");
        var outcome = scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromMilliseconds(1));
        hold.Dispose();
        await scope.WaitForCompletionAsync();
        var onThisThread = new RevokeScope("on this thread").Revoke(RevokeReason.Unplugged); // what came through would come out here
        await Console.Out.WriteLineAsync($"{calls} calls, {released} released");
        return outcome.Stuck.Count == 1 && onThisThread.IsCompleted && calls > 0 && released == 1 ? 0 : 1;
    }

    private static void Listen(MeterListener instruments, ActivityListener activities, string where, Action fail)
    {
        instruments.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is "Revoke")
            {
                FailIf("published");
                listener.EnableMeasurementEvents(instrument);
            }
        };
        instruments.SetMeasurementEventCallback<long>((_, _, _, _) => FailIf("counted"));
        instruments.SetMeasurementEventCallback<double>((_, _, _, _) => FailIf("recorded"));
        instruments.Start();

        activities.ShouldListenTo = source =>
        {
            if (source.Name is "Revoke")
            {
                FailIf("asked");
            }

            return source.Name is "Revoke";
        };
        activities.Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
        {
            FailIf("sampled");
            return ActivitySamplingResult.AllData;
        };
        activities.ActivityStarted = _ => FailIf("started");
        activities.ActivityStopped = _ => FailIf("stopped");
        ActivitySource.AddActivityListener(activities);

        void FailIf(string here)
        {
            if (string.Equals(here, where, StringComparison.Ordinal))
            {
                fail();
            }
        }
    }
}
