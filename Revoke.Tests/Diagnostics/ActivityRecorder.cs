using System.Collections.Concurrent;
using System.Diagnostics;

namespace Revoke.Tests.Diagnostics;

/// <summary>Listens to the library's activities, as an exporter does.</summary>
internal sealed class ActivityRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _stopped = [];
    private readonly ActivityListener _listener;

    public ActivityRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Revoke",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Those of the scope with this name; scopes of other tests may be finalized meanwhile.</summary>
    public IReadOnlyList<Activity> Of(string scope) => [.. _stopped.Where(activity => scope.Equals(activity.GetTagItem("revoke.scope.name")))];

    public void Dispose() => _listener.Dispose();
}
