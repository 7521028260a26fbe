using System.Diagnostics.Metrics;

namespace Revoke.Diagnostics;

/// <content>What a teardown counts.</content>
internal static partial class Telemetry
{
    private static readonly Counter<long>? s_scopes =
        Instruments.TryCreateCounter("revoke.scopes.revoked", "{scope}", "Scopes revoked or disposed, with those below them");

    private static readonly Counter<long>? s_released =
        Instruments.TryCreateCounter("revoke.objects.released", "{object}", "Files and objects released, counted when the revoke or dispose of them is completed");

    private static readonly Counter<long>? s_stuck =
        Instruments.TryCreateCounter("revoke.uses.stuck", "{use}", "Uses and holds that were inside when a revoke or dispose first reached a deadline");

    private static readonly Histogram<double>? s_duration =
        Instruments.TryCreateHistogram("revoke.duration", "s", "From the moment the gate is closed until everything is drained and released", [0.00001, 0.0001, 0.001, 0.01, 0.1, 1, 5, 10]);

    internal static void RevokeBegun(int scopes, RevokeCause cause)
    {
        if (s_scopes is { Enabled: true })
        {
            Instruments.Count(s_scopes, scopes, RevokeTags.Of(cause));
        }
    }

    internal static void DeadlinePassed(int stuck) => Instruments.Count(s_stuck, stuck);

    internal static void Released(int objects)
    {
        if (objects > 0)
        {
            Instruments.Count(s_released, objects);
        }
    }

    internal static void RevokeCompleted(RevokeOutcome outcome)
    {
        if (s_duration is { Enabled: true })
        {
            Instruments.Record(s_duration, (outcome.Elapsed - outcome.Timeline.GateClosed).TotalSeconds, RevokeTags.Of(outcome.Reason.Cause));
        }
    }
}
