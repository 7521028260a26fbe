using Revoke.Lab.Guest.Reporting;

namespace Revoke.Lab.Guest.Signs;

/// <summary>Something that goes on until the device is taken away: what ended it, and when.</summary>
internal sealed class Ending(string name)
{
    private readonly TaskCompletionSource<string> _how = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal string Name => name;

    internal Moment At { get; } = new();

    internal Task<string> How => _how.Task;

    internal void Set(string how)
    {
        At.Set();
        Report.Log($"{name} ended: {how}");
        _how.TrySetResult(how);
    }
}
