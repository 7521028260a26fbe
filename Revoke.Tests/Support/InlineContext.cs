namespace Revoke.Tests.Support;

internal sealed class InlineContext : SynchronizationContext
{
    public Action? OnPost;

    public override void Post(SendOrPostCallback d, object? state)
    {
        OnPost?.Invoke();
        d(state);
    }
}
