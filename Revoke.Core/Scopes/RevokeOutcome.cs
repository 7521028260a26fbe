using System.Globalization;

namespace Revoke;

/// <summary>What a revoke did, as of the moment it returned.</summary>
/// <param name="Reason">The reason that stands; another one than asked for if somebody was first.</param>
/// <param name="WasFirst">Whether this call revoked the scope; <see langword="false"/> if it had been, or was being, revoked.</param>
/// <param name="IsCompleted">
/// Whether everything is drained and released. If not, the gate is closed all the same and release follows by itself
/// when the last one leaves; see <see cref="Stuck"/> and <see cref="RevokeScope.WaitForCompletionAsync"/>.
/// </param>
/// <param name="Released">The number of files and objects released by this revoke so far.</param>
/// <param name="Elapsed">How long it is since the revoke began.</param>
/// <param name="Stuck">Who is still inside; empty also where only uses of the calling thread itself remain.</param>
/// <param name="Errors">What release, and turning notices off, threw; an object whose release threw counts as released.</param>
/// <param name="NotReplaced">
/// Mappings that still show what they showed before: of those who are stuck in them, or because the system has refused the replacement, which is
/// tried again. None of them is released.
/// </param>
/// <param name="Timeline">When the steps were done.</param>
public sealed record RevokeOutcome(
    RevokeReason Reason,
    bool WasFirst,
    bool IsCompleted,
    int Released,
    TimeSpan Elapsed,
    IReadOnlyList<ActiveUse> Stuck,
    IReadOnlyList<Exception> Errors,
    IReadOnlyList<string> NotReplaced,
    RevokeTimeline Timeline)
{
    /// <summary>For logs, on one line.</summary>
    /// <returns><c>Policy, shift over: completed, 2 released in 0.3 ms</c>, and who is stuck and what threw, if anybody and anything.</returns>
    public override string ToString()
    {
        var state = IsCompleted ? "completed" : "not completed";
        var stuck = Stuck.Count == 0 ? "" : "; stuck: " + string.Join(", ", Stuck);
        var errors = Errors.Count == 0 ? "" : "; threw: " + string.Join(", ", Errors.Select(static error => error.Message));
        var notReplaced = NotReplaced.Count == 0 ? "" : "; not replaced: " + string.Join(", ", NotReplaced);
        return string.Create(CultureInfo.InvariantCulture, $"{Reason.Describe()}: {state}, {Released} released in {Elapsed.TotalMilliseconds:0.###} ms{stuck}{notReplaced}{errors}");
    }
}
