using System.Collections.Concurrent;
using System.Globalization;
using Revoke.Errors;
using Revoke.Fuse.Interop;
using Revoke.Fuse.Protocol;
using Revoke.Fuse.Serving;
using Revoke.Fuse.Tree;
using Revoke.Interop;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Revoking;

/// <summary>
/// Takes the pages of revoked files out of the kernel and out of the mappings of all processes, on a thread of its own that serves nothing and holds no lock: what it asks the kernel is served by the
/// workers. The kernel is made to see the size 0, at which it unmaps everything beyond, private copies too; then the old size again, or splice(2) would take it for the end of the file.
/// </summary>
internal sealed unsafe class Revoker : IMemoryReplacer, IDisposable
{
    /// <summary>A directory below the root that is shown to nobody: a node by its number.</summary>
    internal const string Directory = ".revoke";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(1);

    private readonly BlockingCollection<ExportedPages> _waiting = [];
    private readonly ManualResetEventSlim _isEnding = new();
    private readonly NodeTable _nodes;
    private readonly Connection _connection;
    private readonly Thread _thread;
    private OwnedDescriptor? _root; // the session's
    private int _threadId;
    private (ulong Node, ulong Size) _shown;

    internal Revoker(NodeTable nodes, Connection connection)
    {
        (_nodes, _connection) = (nodes, connection);
        _thread = new Thread(Run) { Name = "Revoke pages", IsBackground = true };
    }

    /// <summary>Begins. What is revoked before has no pages anywhere.</summary>
    internal void Start(OwnedDescriptor root)
    {
        Volatile.Write(ref _root, root);
        _thread.Start();
    }

    /// <summary>Whether a request is its own.</summary>
    internal bool IsAsking(in Request request) => request.Header.pid == (uint)Volatile.Read(ref _threadId);

    /// <summary>Whether a request is its own, and asks for this node: then the size that it wants the kernel to see.</summary>
    internal bool TryShow(in Request request, ulong node, out ulong size)
    {
        size = _shown.Size;
        return IsAsking(request) && _shown.Node == node;
    }

    void IMemoryReplacer.Replace(List<IReplaceable> memory)
    {
        foreach (var pages in memory.Cast<ExportedPages>())
        {
            if (Volatile.Read(ref _root) is null)
            {
                pages.MarkReplaced(); // nothing is mounted yet
            }
            else if (pages.TryQueue())
            {
                try
                {
                    _waiting.Add(pages);
                }
                catch (InvalidOperationException)
                {
                    pages.MarkReplaced(); // ended, also disposed: what is mounted no more has no pages
                }
            }
        }
    }

    /// <summary>Ends when all is done that was begun.</summary>
    public void Dispose()
    {
        if (_isEnding.IsSet)
        {
            return;
        }

        _waiting.CompleteAdding();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _isEnding.Set();
        _waiting.Dispose();
        _isEnding.Dispose();
    }

    private void Run()
    {
        Volatile.Write(ref _threadId, FuseLibc.gettid());
        foreach (var pages in _waiting.GetConsumingEnumerable())
        {
            if (TryTakeAway(pages.Node))
            {
                pages.MarkReplaced();
            }
            else
            {
                pages.Requeue(); // the revoke tries again
            }
        }
    }

    private bool TryTakeAway(FileNode node)
    {
        if (_nodes.Find(node.Id) is null)
        {
            return true; // the kernel does not know it
        }

        _shown = (node.Id, 0);
        var number = Libc.openat(_root!.Number, string.Create(CultureInfo.InvariantCulture, $"{Directory}/{node.Id}"), Libc.O_PATH | Libc.O_CLOEXEC, 0);
        if (number < 0)
        {
            // Without its connection the kernel serves nothing any more, and lets go of nothing: who has mapped pages keeps them.
            return Errno.Last is Errno.ENOTCONN or Errno.ECONNABORTED;
        }

        using var file = new OwnedDescriptor(number);
        var deadline = new Deadline(TimeProvider.System, s_longest);
        while (!IsShown(number, FuseLibc.AT_STATX_FORCE_SYNC) || !IsShown(number, FuseLibc.AT_STATX_DONT_SYNC))
        {
            if (deadline.HasPassed)
            {
                return false;
            }

            _ = _isEnding.Wait(s_pause); // a writer was at it: the kernel has dropped the change
        }

        _shown = (node.Id, (ulong)node.Size);
        _ = IsShown(number, FuseLibc.AT_STATX_FORCE_SYNC);
        _ = _connection.Notify(Notice.InvalidateInode, new fuse_notify_inval_inode_out { ino = node.Id });
        _shown = default;
        return true;
    }

    /// <summary>Whether the kernel sees the size that is shown.</summary>
    private bool IsShown(int file, int how)
    {
        Statx status;
        byte empty = 0;
        return Libc.statx(file, &empty, Libc.AT_EMPTY_PATH | how, Libc.STATX_SIZE, &status) == 0 && status.stx_size == _shown.Size;
    }
}
