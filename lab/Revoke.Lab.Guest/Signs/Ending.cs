namespace Revoke.Lab.Guest.Signs;

/// <summary>Something that goes on until the device is taken away: what ended it, and when.</summary>
internal sealed class Ending(string name, Effort? effort)
{
    private readonly TaskCompletionSource<string> _how = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal string Name => name;

    /// <summary>Of its thread, if somebody has asked for that.</summary>
    internal Effort? Effort => effort;

    internal Moment At { get; } = new();

    internal Task<string> How => _how.Task;

    internal void Set(string how)
    {
        At.Set();
        effort?.Stop();
        _how.TrySetResult(how);
    }
}
