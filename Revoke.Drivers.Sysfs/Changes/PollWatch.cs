namespace Revoke.Drivers.Sysfs;

/// <summary>
/// Where a change is announced until the file is read again (kernfs_generic_poll): the read notes the state of the announcements before it asks for the
/// value, so a change after that is found by the next poll, whenever it begins.
/// </summary>
internal sealed class PollWatch(RevocableFile file) : ChangeWatch(file)
{
    internal override bool Wait(TimeSpan timeout, CancellationToken cancellationToken) =>
        File.Poll(PollEvents.Priority, timeout, cancellationToken) != PollEvents.None;

    internal override async ValueTask WaitAsync(CancellationToken cancellationToken) =>
        await File.PollAsync(PollEvents.Priority, cancellationToken).ConfigureAwait(false);
}
