namespace Revoke.Tests.Support;

/// <summary>The system's clock, with the test's own code run at each timestamp: what happens at just that moment.</summary>
internal sealed class HookTime : TimeProvider
{
    public Action? OnTimestamp { get; set; }

    public override long GetTimestamp()
    {
        OnTimestamp?.Invoke();
        return base.GetTimestamp();
    }
}
