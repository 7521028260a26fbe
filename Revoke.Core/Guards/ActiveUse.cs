namespace Revoke;

/// <summary>Somebody who is inside an object. What is not known is <see langword="null"/>: a name and a time are kept only where they cost nothing that matters.</summary>
/// <param name="Owner">What is in use: a scope, a file, an object.</param>
/// <param name="Name">The name given to a hold, or the operation if it is marked as able to block.</param>
/// <param name="Age">How long; known for holds and for operations marked as able to block. For other uses: at least since the revoke began.</param>
/// <param name="ThreadId">The managed id of the thread of a synchronous use.</param>
/// <param name="WaitingIn">The revoke or dispose in which that thread itself is waiting now, if it is.</param>
public sealed record ActiveUse(string Owner, string? Name, TimeSpan? Age, int? ThreadId, string? WaitingIn);
