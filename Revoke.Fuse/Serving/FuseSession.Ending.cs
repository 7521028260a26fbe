using Revoke.Errors;
using Revoke.Fuse.Interop;
using Revoke.Fuse.Protocol;
using Revoke.Interop;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Serving;

/// <content>
/// Beginning and ending. A worker sleeps in a read that only a request ends, and as long as somebody has a file open the file system is not gone when it is unmounted; so each
/// worker is sent home by a request of the host's own, and the connection ends when its descriptor is closed.
/// </content>
internal sealed partial class FuseSession
{
    private OwnedDescriptor? _root;
    private int _knocking;
    private bool _isStopping;

    /// <summary>Begins to revoke, once the kernel has begun to ask.</summary>
    internal void StartRevoking(string mountPoint)
    {
        var root = Libc.open(mountPoint, Libc.O_PATH | Libc.O_CLOEXEC, 0);
        _root = root >= 0 ? new OwnedDescriptor(root) : throw Errno.ToOpenException(Errno.Last, mountPoint);
        Revoker.Start(_root);
    }

    /// <summary>Takes everything away from who has it open, also what is not this host's to revoke, and waits until all are told.</summary>
    internal async Task StopAsync()
    {
        Volatile.Write(ref _isStopping, true);
        await Task.WhenAll(_files.Close().Select(static open => open.File.DisposeAsync().AsTask())).ConfigureAwait(false);
        await WhenAnsweredAsync().ConfigureAwait(false);
        ((IMemoryReplacer)Revoker).Replace([.. _nodes.GetFiles().Select(static node => node.Pages).OfType<IReplaceable>().Where(static pages => !pages.IsReplaced)]);
        await Task.Run(Revoker.Dispose).ConfigureAwait(false);
    }

    /// <summary>Sends the workers home and ends the connection: whatever is still open is dead for good. Everything has been revoked before.</summary>
    public unsafe void Dispose()
    {
        Revoker.Dispose();
        Volatile.Write(ref _knocking, FuseLibc.gettid());
        var workers = _workers.OfType<Thread>().ToArray(); // those that were started
        foreach (var worker in workers)
        {
            Statx status;
            byte empty = 0;
            _ = _root is null ? 0 : Libc.statx(_root.Number, &empty, Libc.AT_EMPTY_PATH | FuseLibc.AT_STATX_FORCE_SYNC, Libc.STATX_SIZE, &status);
        }

        foreach (var worker in workers)
        {
            worker.Join();
        }

        _root?.Dispose();
        _connection.Dispose();
    }

    private bool IsKnock(in Request request) => request.Header.opcode == (uint)Opcode.GetAttributes && request.Header.nodeid == FUSE_ROOT_ID && request.Header.pid == (uint)Volatile.Read(ref _knocking);
}
