using System.Globalization;

namespace Revoke;

/// <summary>Somebody who is inside an object. What is not known is <see langword="null"/>: a name and a time are kept only where they cost nothing that matters.</summary>
/// <param name="Owner">What is in use: a scope, a file, an object.</param>
/// <param name="Name">The name given to a hold, the operation if it is marked as able to block, or the type of a guarded value that can be kicked.</param>
/// <param name="Age">How long; known for holds and for operations marked as able to block. For other uses: at least since the revoke began.</param>
/// <param name="ThreadId">The managed id of the thread of a synchronous use.</param>
/// <param name="WaitingIn">The revoke or dispose in which that thread itself is waiting now, if it is.</param>
public sealed record ActiveUse(string Owner, string? Name, TimeSpan? Age, int? ThreadId, string? WaitingIn)
{
    /// <summary>For logs.</summary>
    /// <returns><c>file '/dev/sda' of 'disk': read, for 6.1 s, on thread 13</c>, as far as it is known.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Owner}: {Name ?? "in use"}{(Age is { } age ? $", for {age.TotalSeconds:0.###} s" : "")}{(ThreadId is { } id ? $", on thread {id}" : "")}{(WaitingIn is null ? "" : $", waiting in {WaitingIn}")}");
}
