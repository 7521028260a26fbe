namespace Revoke.Tests.Model;

/// <summary>
/// Says of a finished history whether revocable files could have behaved so. Revoke takes effect on each object at some moment
/// between its call and its return, so a step may see it or not while it runs, must not see it before, and must see it after.
/// </summary>
internal sealed class SlowModel(IReadOnlyList<Record> history)
{
    /// <summary>Everything that cannot be.</summary>
    public IEnumerable<string> Contradictions()
    {
        foreach (var record in history)
        {
            var revokes = history.Where(other => Revokes(other.Step, ScopeOf(record))).ToList();
            var disposes = history.Where(other => Disposes(other, record)).ToList();
            var explanation = record.Effect switch
            {
                // Dead before it was called, and it worked all the same.
                Effect.Done when IsOperation(record) && revokes.Concat(disposes).Any(other => other.End < record.Begin) => "worked on a dead object",

                // Refused although nobody had even asked for it when it returned.
                Effect.Revoked when !revokes.Exists(other => other.Begin < record.End) => "was refused as revoked, and nobody revoked",
                Effect.Disposed when !disposes.Exists(other => other.Begin < record.End) => "was refused as disposed, and nobody disposed",

                // Precedence: who disposed the object himself is told so.
                Effect.Revoked when disposes.Exists(other => other.End < record.Begin) => "was refused as revoked, and was disposed before",

                // No way back: somebody was refused before this was called.
                Effect.Done when IsOperation(record) && history.Any(other => other.End < record.Begin && other.Effect != Effect.Done && IsSameObject(other, record)) =>
                    "worked after another was refused",
                _ => null,
            };
            if (explanation is not null)
            {
                yield return $"{record} {explanation}";
            }
        }
    }

    private static bool IsOperation(Record record) =>
        record.Step.Act is Act.Open or Act.Read or Act.ReadAsync or Act.TryRead or Act.Write or Act.Poll or Act.Use;

    private static bool IsOnFile(Record record) => record.Target >= 0;

    private static bool IsSameObject(Record one, Record other) =>
        IsOnFile(one) == IsOnFile(other) && (IsOnFile(one) ? one.Target == other.Target : one.Step.Scope == other.Step.Scope);

    private int ScopeOf(Record record) => IsOnFile(record)
        ? history.First(other => other is { Step.Act: Act.Open, Effect: Effect.Done } && ~other.Target == record.Target).Step.Scope
        : record.Step.Scope;

    private static bool Revokes(Step step, int scope) =>
        step.Act is Act.Revoke or Act.RevokeAsync or Act.RevokeInside or Act.DisposeScope && (step.Scope == 0 || step.Scope == scope);

    private static bool Disposes(Record other, Record record) => IsOnFile(record)
        ? other.Step.Act == Act.DisposeFile && other.Target == record.Target
        : other.Step.Act == Act.DisposeScope && other.Step.Scope == record.Step.Scope;
}
