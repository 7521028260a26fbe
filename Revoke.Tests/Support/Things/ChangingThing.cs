namespace Revoke.Tests.Support.Things;

/// <summary>
/// An attribute in kernfs whose value can be changed at will: a read of it never waits, what waits is the change. A control group's
/// events, as sysfs attributes are the same code in the kernel and few of those change without hardware.
/// </summary>
internal sealed class ChangingThing : SleepyThing
{
    private static int s_count;

    private readonly string _folder;
    private bool _frozen;

    private ChangingThing(string folder) => _folder = folder;

    public override PollEvents Events => PollEvents.Priority;

    public static ChangingThing Create()
    {
        var root = Array.Find(
            Array.ConvertAll(File.ReadAllLines("/proc/mounts"), static line => line.Split(' ')), static fields => string.Equals(fields[2], "cgroup2", StringComparison.Ordinal));
        if (Native.geteuid() != 0 || root is null)
        {
            Assert.Ignore("Needs root and a mounted cgroup2.");
        }

        var folder = Path.Combine(root[1], $"revoke-test-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Ignore($"No control group can be made here: {exception.Message}");
        }

        if (!File.Exists(Path.Combine(folder, "cgroup.freeze")))
        {
            Directory.Delete(folder);
            Assert.Ignore("Control groups cannot be frozen here.");
        }

        return new ChangingThing(folder);
    }

    public override RevocableFile Open(RevokeScope scope)
    {
        var file = scope.Open(Path.Combine(_folder, "cgroup.events"), new RevocableFileOptions { Access = FileAccess.Read });
        file.Read(new byte[256], 0); // a change is one since the last read
        return file;
    }

    public override ParkedCall<int> Start(RevocableFile file, CallForm form, CancellationToken cancellationToken = default) => form == CallForm.Sync
        ? ParkedCall<int>.OnThread(file, () => Explain(file.Poll(Events, Timeout.InfiniteTimeSpan, cancellationToken), file))
        : ParkedCall<int>.AsTask(file, WaitAsync(file, cancellationToken));

    public override void MakeReady()
    {
        _frozen = !_frozen;
        File.WriteAllText(Path.Combine(_folder, "cgroup.freeze"), _frozen ? "1" : "0");
    }

    public override void Dispose() => Directory.Delete(_folder);

    private static async ValueTask<int> WaitAsync(RevocableFile file, CancellationToken cancellationToken) =>
        Explain(await file.PollAsync(PollEvents.Priority, cancellationToken), file);

    // As a read that waits would say it: a poll of a dead file is a mask, and the read after it is the exception.
    private static int Explain(PollEvents seen, RevocableFile file) =>
        seen.HasFlag(PollEvents.HangUp) ? file.Read(new byte[256], 0) : seen.HasFlag(PollEvents.Priority) ? 1 : 0;
}
