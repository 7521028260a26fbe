using System.Diagnostics;
using Revoke.Diagnostics;

namespace Revoke;

/// <content>What logs, metrics and traces are told: last in each step, under no lock, with nobody waiting for it.</content>
internal sealed partial class Teardown
{
    private ActivityContext _caller;
    private int _stuck;

    private void ReportBegun() => Telemetry.RevokeBegun(_scopes.Count, _reason.Cause);

    /// <summary>Once, for the first deadline that found somebody inside.</summary>
    private void ReportDeadline(IReadOnlyList<ActiveUse> stuck)
    {
        if (stuck.Count == 0 || Interlocked.CompareExchange(ref _stuck, stuck.Count, 0) != 0)
        {
            return;
        }

        Telemetry.DeadlinePassed(stuck.Count);
        if (_disposed is { } disposed)
        {
            Log.RevokeStuck(disposed.Scope.Options.Logger, disposed.Describe(), stuck);
        }
        else
        {
            Log.RevokeStuck(_scopes[0].Options.Logger, _scopes[0].Describe(), stuck);
        }
    }

    /// <summary>With the outcome of a revoke; a dispose has none.</summary>
    private void ReportCompleted(RevokeOutcome? outcome)
    {
        Telemetry.Released(_released);
        if (outcome is not null)
        {
            Telemetry.RevokeCompleted(outcome);
            RevokeActivity.Completed(_scopes[0], outcome, Volatile.Read(ref _stuck), _caller);
        }
    }
}
