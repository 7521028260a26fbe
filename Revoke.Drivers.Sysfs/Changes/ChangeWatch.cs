namespace Revoke.Drivers.Sysfs;

/// <summary>An open file of an attribute that is read by nobody but who waits for its changes.</summary>
internal abstract class ChangeWatch(RevocableFile file)
{
    internal RevocableFile File => file;

    /// <summary>Takes over the file.</summary>
    internal static ChangeWatch Open(RevocableFile file, TreeKind kind)
    {
        try
        {
            return kind == TreeKind.Proc ? new NoticeWatch(file) : new PollWatch(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Waits until a read is worth it: there is a change since the last one, or the file is dead, which the read then says. False when the time is over.</summary>
    internal abstract bool Wait(TimeSpan timeout, CancellationToken cancellationToken);

    internal abstract ValueTask WaitAsync(CancellationToken cancellationToken);
}
