using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Fuse.Protocol;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Serving;

/// <content>Poll and ioctl.</content>
internal sealed partial class FuseSession
{
    private const PollEvents Pollable = PollEvents.In | PollEvents.Out | PollEvents.Priority;

    private void Poll(in Request request, ref Answer answer)
    {
        ref readonly var poll = ref request.Body<fuse_poll_in>();
        var open = FindFile(poll.fh);
        var asked = (PollEvents)poll.events & Pollable;
        var isWatched = (poll.flags & FUSE_POLL_SCHEDULE_NOTIFY) != 0;
        if (isWatched)
        {
            Watch(open, poll.kh); // before the look: what comes in between is told
        }

        answer.Put<fuse_poll_out>().revents = (uint)Look(open.File, asked == PollEvents.None ? Pollable : asked);
    }

    private static PollEvents Look(RevocableFile file, PollEvents asked)
    {
        try
        {
            return file.Poll(asked, TimeSpan.Zero);
        }
        catch (ObjectDisposedException)
        {
            return PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp; // the host stops
        }
    }

    /// <summary>Has whoever polls look again when something changes. One watch at a time: the number is that of the open file, and every sleeper of it is woken.</summary>
    private void Watch(OpenFile open, ulong number)
    {
        if (Interlocked.Exchange(ref open.IsWatched, 1) == 0)
        {
            _ = WatchAsync(open, number);
        }
    }

    private async Task WatchAsync(OpenFile open, ulong number)
    {
        try
        {
            _ = await open.File.PollAsync(Pollable, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // whoever polls is told when he looks again
        }

        Volatile.Write(ref open.IsWatched, 0);
        _ = _connection.Notify(Notice.Poll, new fuse_notify_poll_wakeup_out { kh = number });
    }

    private void Ioctl(in Request request, ref Answer answer)
    {
        ref readonly var ioctl = ref request.Body<fuse_ioctl_in>();
        if ((ioctl.flags & FUSE_IOCTL_DIR) != 0 || ioctl.out_size > LargestTransfer)
        {
            answer.Fail(Errno.ENOTTY);
            return;
        }

        var file = FindFile(ioctl.fh).File;
        var given = request.After<fuse_ioctl_in>();
        given = given[..(int)Math.Min(ioctl.in_size, (uint)given.Length)];
        Span<byte> argument = new byte[Math.Max(given.Length, (int)ioctl.out_size)];
        given.CopyTo(argument);
        var isBuffer = ioctl.in_size > 0 || ioctl.out_size > 0;
        if (!file.TryIoctlOnce(ioctl.cmd, isBuffer ? new IoctlArgument(argument) : new IoctlArgument((nint)ioctl.arg), out var result))
        {
            answer.Fail(Errno.EAGAIN);
            return;
        }

        if (result < 0)
        {
            answer.Fail(-result);
            return;
        }

        answer.Put<fuse_ioctl_out>().result = result;
        argument[..(int)ioctl.out_size].CopyTo(answer.Room);
        answer.Advance((int)ioctl.out_size);
    }
}
