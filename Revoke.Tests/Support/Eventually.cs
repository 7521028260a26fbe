namespace Revoke.Tests.Support;

/// <summary>Waiting for what nobody announces. Never a proof that something does not happen.</summary>
internal static class Eventually
{
    /// <summary>Looks until it is so; fails the test when the token ends it.</summary>
    public static async Task TrueAsync(Func<bool> condition, string what, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"It did not come to this: {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }
    }
}
