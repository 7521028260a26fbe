using System.Buffers;
using Revoke.Errors;
using Revoke.Fuse.Interop;
using Revoke.Fuse.Protocol;
using Revoke.Fuse.Tree;
using Revoke.Interop;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Serving;

/// <content>Open files.</content>
internal sealed partial class FuseSession
{
    private void Open(in Request request, ref Answer answer)
    {
        var flags = (int)request.Body<fuse_open_in>().flags;
        if (Find(request.Header.nodeid) is not FileNode node)
        {
            answer.Fail(Errno.EISDIR);
            return;
        }

        if (IsGone(node))
        {
            answer.Fail(Errno.ENODEV);
            return;
        }

        var access = (flags & Libc.O_ACCMODE) switch
        {
            Libc.O_RDONLY => FileAccess.Read,
            Libc.O_WRONLY => FileAccess.Write,
            _ => FileAccess.ReadWrite,
        };
        var file = node.Open(access, Revoker);
        if ((flags & FuseLibc.O_TRUNC) != 0 && file.CanSeek)
        {
            file.SetLength(0);
            node.Size = 0;
        }

        var handle = _files.Add(new OpenFile(node, file));
        if (handle == 0)
        {
            _ = file.DisposeAsync().AsTask();
            answer.Fail(Errno.ENODEV);
            return;
        }

        ref var opened = ref answer.Put<fuse_open_out>();
        opened.fh = handle;
        opened.open_flags = FOPEN_NOFLUSH | (file.CanSeek
            ? node.Options.IsCached ? 0 : FOPEN_DIRECT_IO | FOPEN_PARALLEL_DIRECT_WRITES
            : FOPEN_DIRECT_IO | FOPEN_STREAM | FOPEN_NONSEEKABLE);
    }

    private void Release(in Request request, ref Answer answer)
    {
        answer.Succeed();
        if (_files.Remove(request.Body<fuse_release_in>().fh) is { } open)
        {
            _ = open.File.DisposeAsync().AsTask();
        }
    }

    private void Read(in Request request, ref Answer answer)
    {
        ref readonly var read = ref request.Body<fuse_read_in>();
        var file = FindFile(read.fh).File;
        var size = (int)Math.Min(read.size, LargestTransfer);
        if (file.TryReadOnce(answer.Room[..size], (long)read.offset, out var result))
        {
            End(result, ref answer);
        }
        else if ((read.flags & Libc.O_NONBLOCK) != 0 && !file.MayBlock)
        {
            answer.Fail(Errno.EAGAIN);
        }
        else
        {
            answer.Leave();
            ReadLater(request.Header.unique, file, size, (long)read.offset);
        }
    }

    private void Write(in Request request, ref Answer answer)
    {
        ref readonly var write = ref request.Body<fuse_write_in>();
        var file = FindFile(write.fh).File;
        var bytes = request.After<fuse_write_in>();
        bytes = bytes[..(int)Math.Min(write.size, (uint)bytes.Length)];
        if (file.TryWriteOnce(bytes, (long)write.offset, out var result))
        {
            // What the kernel writes back of its own accord, out of mappings: of a file that is gone it is dropped. An error would be said later, as EIO, to whoever calls next.
            var isDropped = result < 0 && (write.write_flags & FUSE_WRITE_CACHE) != 0 && file.IsRevoked;
            if (result < 0 && !isDropped)
            {
                answer.Fail(-result);
            }
            else
            {
                answer.Put<fuse_write_out>().size = isDropped ? write.size : (uint)result;
            }
        }
        else if ((write.flags & Libc.O_NONBLOCK) != 0 && !file.MayBlock)
        {
            answer.Fail(Errno.EAGAIN);
        }
        else
        {
            answer.Leave();
            WriteLater(request.Header.unique, file, bytes, (long)write.offset);
        }
    }

    private void Fsync(in Request request, ref Answer answer)
    {
        var file = FindFile(request.Body<fuse_fsync_in>().fh).File;
        answer.Leave();
        Later(request.Header.unique, file, static async (file, token, _) =>
        {
            await file.FlushAsync(toDisk: true, token).ConfigureAwait(false);
            return 0;
        });
    }

    private OpenFile FindFile(ulong handle) => _files.Find(handle) ?? throw Errno.ToException(Errno.EBADF, "find", "an open file");

    private static void End(int result, ref Answer answer)
    {
        if (result < 0)
        {
            answer.Fail(-result);
        }
        else
        {
            answer.Advance(result);
        }
    }

    private void ReadLater(ulong unique, RevocableFile file, int size, long offset) => Later(unique, file, async (from, token, message) =>
    {
        var room = message.Room(size);
        var count = from.CanSeek ? await from.ReadAsync(room, offset, token).ConfigureAwait(false) : await from.ReadAsync(room, token).ConfigureAwait(false);
        message.Advance(count);
        return 0;
    });

    private void WriteLater(ulong unique, RevocableFile file, ReadOnlySpan<byte> bytes, long offset)
    {
        var rented = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(rented);
        var length = bytes.Length;
        Later(unique, file, async (to, token, message) =>
        {
            try
            {
                var memory = rented.AsMemory(0, length);
                var count = to.CanSeek ? await to.WriteAsync(memory, offset, token).ConfigureAwait(false) : await to.WriteAsync(memory, token).ConfigureAwait(false);
                message.Put(new fuse_write_out { size = (uint)count });
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(rented);
            }

            return 0;
        });
    }
}
