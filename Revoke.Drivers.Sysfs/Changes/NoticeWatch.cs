namespace Revoke.Drivers.Sysfs;

/// <summary>
/// Where a change is announced once, and the poll that sees it, maybe only to begin a wait, uses it up (mounts_poll, proc_sys_poll): a registration
/// that stays is there before the first read, and keeps each notice until somebody waits.
/// </summary>
internal sealed class NoticeWatch : ChangeWatch
{
    private readonly NoticeCounter _notices = new();

    internal NoticeWatch(RevocableFile file)
        : base(file) => file.EnableFasync(PollEvents.Priority, _notices);

    internal override bool Wait(TimeSpan timeout, CancellationToken cancellationToken) => _notices.Take(timeout, cancellationToken);

    internal override ValueTask WaitAsync(CancellationToken cancellationToken) => new(_notices.TakeAsync(cancellationToken));
}
