using System.Diagnostics;

namespace Revoke.Diagnostics;

/// <summary>
/// The activity of a revoke, from its beginning to its completion. It is made when the revoke is completed, on whatever thread that is, so that no listener
/// delays a waking and the caller's own activity stays the current one.
/// </summary>
internal static class RevokeActivity
{
    internal const string Name = "revoke";

    private static readonly ActivitySource? s_source = TryCreateSource();

    /// <summary>The activity in which a revoke begins, if anybody wants to know.</summary>
    internal static ActivityContext Caller => s_source is { } source && source.HasListeners() ? Activity.Current?.Context ?? default : default;

    internal static void Completed(RevokeScope scope, RevokeOutcome outcome, int stuck, ActivityContext caller)
    {
        if (s_source is not { } source || !source.HasListeners())
        {
            return;
        }

        var current = Activity.Current;
        try
        {
            Activity.Current = null; // else it would be the parent of a revoke that has none
            Write(source, scope, outcome, stuck, caller);
        }
        catch (Exception failure)
        {
            Debug.WriteLine(failure);
        }
        finally
        {
            Activity.Current = current;
        }
    }

    private static void Write(ActivitySource source, RevokeScope scope, RevokeOutcome outcome, int stuck, ActivityContext caller)
    {
        var end = scope.Options.TimeProvider.GetUtcNow();
        KeyValuePair<string, object?>[] tags =
        [
            new(RevokeTags.ScopeName, scope.Name),
            new(RevokeTags.ScopeGeneration, scope.Generation),
            RevokeTags.Of(outcome.Reason.Cause),
            new(RevokeTags.Released, outcome.Released),
            new(RevokeTags.Stuck, stuck),
        ];
        using var activity = source.StartActivity(Name, ActivityKind.Internal, caller, tags, links: null, end - outcome.Elapsed);
        if (stuck > 0)
        {
            activity?.SetStatus(ActivityStatusCode.Error, "uses were inside at the deadline");
        }

        activity?.SetEndTime(end.UtcDateTime);
    }

    private static ActivitySource? TryCreateSource()
    {
        try
        {
            return new ActivitySource("Revoke");
        }
        catch (Exception failure)
        {
            // Listeners are asked while it is made. Without it there are no activities, and everything else goes on.
            Debug.WriteLine(failure);
            return null;
        }
    }
}
