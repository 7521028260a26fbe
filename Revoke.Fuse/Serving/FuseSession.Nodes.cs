using System.Globalization;
using Revoke.Errors;
using Revoke.Fuse.Protocol;
using Revoke.Fuse.Revoking;
using Revoke.Fuse.Tree;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Serving;

/// <content>Names and attributes. The kernel is told to keep none of them.</content>
internal sealed unsafe partial class FuseSession
{
    // The directory of nodes by number; never a number of the table, which counts up.
    private const ulong HiddenDirectory = ulong.MaxValue;

    private void LookUp(in Request request, ref Answer answer)
    {
        var name = request.Name();
        if (request.Header.nodeid == HiddenDirectory)
        {
            ShowToRevoker(request, name, ref answer);
            return;
        }

        if (request.Header.nodeid == FUSE_ROOT_ID && string.Equals(name, Revoker.Directory, StringComparison.Ordinal) && Revoker.IsAsking(request))
        {
            ref var hidden = ref answer.Put<fuse_entry_out>();
            hidden.nodeid = hidden.attr.ino = HiddenDirectory;
            hidden.attr.mode = Node.DirectoryType | 0x140;
            hidden.attr.nlink = 2;
            return;
        }

        var directory = FindDirectory(request.Header.nodeid);
        if (IsGone(directory))
        {
            answer.Fail(Errno.ENODEV);
        }
        else if (directory.Find(name) is { } found)
        {
            var node = _nodes.LookUp(found);
            ref var entry = ref answer.Put<fuse_entry_out>();
            entry.nodeid = node.Id;
            Describe(node, ref entry.attr);
        }
        else
        {
            answer.Fail(Errno.ENOENT);
        }
    }

    private void ShowToRevoker(in Request request, string name, ref Answer answer)
    {
        if (!ulong.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !Revoker.TryShow(request, id, out var size) || _nodes.LookUp(id) is not { } node)
        {
            answer.Fail(Errno.ENOENT);
            return;
        }

        ref var entry = ref answer.Put<fuse_entry_out>();
        entry.nodeid = id;
        Describe(node, ref entry.attr);
        entry.attr.size = size;
    }

    private void GetAttributes(in Request request, ref Answer answer)
    {
        var id = request.Header.nodeid;
        if (id == HiddenDirectory)
        {
            ref var hidden = ref answer.Put<fuse_attr_out>();
            hidden.attr.ino = HiddenDirectory;
            hidden.attr.mode = Node.DirectoryType | 0x140;
            hidden.attr.nlink = 2;
            return;
        }

        var node = Find(id);
        var isShown = Revoker.TryShow(request, id, out var size);
        if (IsGone(node) && !isShown && !(id == FUSE_ROOT_ID && Revoker.IsAsking(request)))
        {
            answer.Fail(Errno.ENODEV);
            return;
        }

        ref var attributes = ref answer.Put<fuse_attr_out>();
        Describe(node, ref attributes.attr);
        if (isShown)
        {
            attributes.attr.size = size;
        }
    }

    private void SetAttributes(in Request request, ref Answer answer)
    {
        ref readonly var wanted = ref request.Body<fuse_setattr_in>();
        var node = Find(request.Header.nodeid);
        if (IsGone(node))
        {
            answer.Fail(Errno.ENODEV);
            return;
        }

        if ((wanted.valid & (FATTR_MODE | FATTR_UID | FATTR_GID)) != 0)
        {
            answer.Fail(Errno.EOPNOTSUPP);
            return;
        }

        if ((wanted.valid & FATTR_SIZE) != 0)
        {
            if ((wanted.valid & FATTR_FH) == 0 || _files.Find(wanted.fh) is not { } open)
            {
                answer.Fail(Errno.EOPNOTSUPP);
                return;
            }

            open.File.SetLength((long)wanted.size);
            open.Node.Size = (long)wanted.size;
        }

        Describe(node, ref answer.Put<fuse_attr_out>().attr);
    }

    private void Forget(in Request request, ref Answer answer)
    {
        answer.Leave();
        _nodes.Forget(request.Header.nodeid, request.Body<fuse_forget_in>().nlookup);
    }

    private void ForgetSeveral(in Request request, ref Answer answer)
    {
        answer.Leave();
        var rest = request.After<fuse_batch_forget_in>();
        for (var left = request.Body<fuse_batch_forget_in>().count; left > 0 && rest.Length >= sizeof(fuse_forget_one); left--)
        {
            var one = System.Runtime.InteropServices.MemoryMarshal.Read<fuse_forget_one>(rest);
            _nodes.Forget(one.nodeid, one.nlookup);
            rest = rest[sizeof(fuse_forget_one)..];
        }
    }

    private bool IsGone(Node node) => Volatile.Read(ref _isStopping) || node.Scope.IsRevoked;

    private Node Find(ulong id) => _nodes.Find(id) ?? throw Errno.ToException(Errno.ENOENT, "find", "a node");

    private DirectoryNode FindDirectory(ulong id) => Find(id) as DirectoryNode ?? throw Errno.ToException(Errno.ENOTDIR, "find", "a node");

    private void Describe(Node node, ref fuse_attr attributes)
    {
        attributes.ino = node.Id;
        attributes.uid = _options.UserId;
        attributes.gid = _options.GroupId;
        attributes.blksize = 4096;
        node.Describe(ref attributes);
    }
}
