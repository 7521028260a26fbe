namespace Revoke.Tests.Support;

/// <summary>How an operation is called.</summary>
public enum CallForm
{
    /// <summary>On a thread of its own, which sleeps in the call.</summary>
    Sync,

    /// <summary>As a task, without a thread.</summary>
    Async,
}
