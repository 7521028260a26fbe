namespace Revoke.Tests.Support;

/// <summary>The limit of the running test, set by its <c>[CancelAfter]</c>.</summary>
internal static class Limit
{
    public static CancellationToken Token => TestContext.CurrentContext.CancellationToken;
}
