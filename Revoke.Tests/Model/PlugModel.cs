namespace Revoke.Tests.Model;

/// <summary>
/// Says of a finished history whether a device that comes and goes could have behaved so. An unplug takes effect on each scope that follows at some
/// moment between its call and its return: a step may see it or not while it runs, must not see it before, and must see it after, for ever.
/// </summary>
internal sealed class PlugModel(IReadOnlyList<PlugRecord> history)
{
    private readonly List<PlugRecord> _unplugs = [.. history.Where(static record => IsUnplug(record.Act) && record.Effect == PlugEffect.Done)];
    private readonly List<PlugRecord> _replugs = [.. history.Where(static record => record is { Act: PlugAct.Replug, Effect: PlugEffect.Done })];
    private readonly Dictionary<int, PlugRecord> _follows =
        history.Where(static record => record is { Act: PlugAct.Follow, Effect: PlugEffect.Done }).ToDictionary(static record => record.Scope);

    internal static bool IsUnplug(PlugAct act) => act is PlugAct.Unplug or PlugAct.UnplugEventFirst;

    /// <summary>Everything that cannot be.</summary>
    public IEnumerable<string> Contradictions() => history
        .Select(record => (Record: record, Explanation: record.Act switch
        {
            PlugAct.Follow => ExplainFollow(record),
            PlugAct.Unplug or PlugAct.UnplugEventFirst or PlugAct.Feed => record.Effect == PlugEffect.Impossible && !MayBeAway(record) ? "was refused while it was plugged in"
                : record.Effect == PlugEffect.Done && !MayBeThere(record) ? "was done while it was unplugged" : null,
            PlugAct.Replug => record.Effect == PlugEffect.Impossible && !MayBeThere(record) ? "was refused while it was unplugged"
                : record.Effect == PlugEffect.Done && !MayBeAway(record) ? "was done while it was plugged in" : null,
            PlugAct.DisposeFile => record.Effect != PlugEffect.Done ? "failed" : null,
            _ => ExplainOperation(record),
        }))
        .Where(static pair => pair.Explanation is not null)
        .Select(static pair => $"{pair.Record} {pair.Explanation}");

    private string? ExplainOperation(PlugRecord record)
    {
        var follow = _follows[record.Scope];
        var disposes = history.Where(other => other.Act == PlugAct.DisposeFile && other.File == record.File && record.File >= 0).ToList();
        return record.Effect switch
        {
            PlugEffect.Done when _unplugs.Exists(unplug => unplug.Begin > follow.End && unplug.End < record.Begin) => "worked in a generation that was over",
            PlugEffect.Done when disposes.Exists(dispose => dispose.End < record.Begin) => "worked on a disposed file",
            PlugEffect.Done when history.Any(other => other.End < record.Begin && IsSameObject(other, record) && other.Effect is PlugEffect.Revoked or PlugEffect.Disposed) =>
                "worked after another was refused",
            PlugEffect.Revoked when !_unplugs.Exists(unplug => unplug.End > follow.Begin && unplug.Begin < record.End) => "was refused, and nobody unplugged",
            PlugEffect.Revoked when disposes.Exists(dispose => dispose.End < record.Begin) => "was refused as revoked, and was disposed before",
            PlugEffect.Disposed when !disposes.Exists(dispose => dispose.Begin < record.End) => "was refused as disposed, and nobody disposed",
            PlugEffect.Ended when !disposes.Exists(dispose => dispose.End > record.Begin && dispose.Begin < record.End) => "got the kernel's word for it, and nobody disposed the file meanwhile",
            PlugEffect.Impossible when record.Act != PlugAct.OpenNode || !_unplugs.Exists(unplug => unplug.End > record.Begin && unplug.Begin < record.End) =>
                "cannot come to this while nobody unplugs",
            _ => null,
        };
    }

    private string? ExplainFollow(PlugRecord record)
    {
        if (record.Effect != PlugEffect.Done)
        {
            return record.Effect == PlugEffect.Impossible && MayBeAway(record) ? null : "did not find the device, and it was there";
        }

        if (!MayBeThere(record))
        {
            return "found the device, and it was away";
        }

        foreach (var earlier in _follows.Values.Where(earlier => earlier.End < record.Begin))
        {
            var between = _unplugs.Exists(unplug => unplug.Begin > earlier.End && unplug.End < record.Begin);
            var around = _unplugs.Exists(unplug => unplug.End > earlier.Begin && unplug.Begin < record.End);
            if (earlier.Generation > record.Generation || (between && earlier.Generation == record.Generation) || (!around && earlier.Generation != record.Generation))
            {
                return $"is not of the generation it can be, after {earlier}";
            }
        }

        return null;
    }

    /// <summary>Whether it can have been unplugged at some moment of a step.</summary>
    private bool MayBeAway(PlugRecord record) =>
        _unplugs.Exists(unplug => unplug != record && unplug.Begin < record.End && !_replugs.Exists(replug => replug != record && replug.Begin > unplug.End && replug.End < record.Begin));

    /// <summary>Whether it can have been plugged in at some moment of a step.</summary>
    private bool MayBeThere(PlugRecord record) =>
        !_unplugs.Exists(unplug => unplug != record && unplug.End < record.Begin && !_replugs.Exists(replug => replug != record && replug.End > unplug.Begin && replug.Begin < record.End));

    private static bool IsSameObject(PlugRecord one, PlugRecord other) => one.File == other.File && one.Scope == other.Scope;
}
