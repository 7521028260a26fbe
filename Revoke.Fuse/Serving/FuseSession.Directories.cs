using System.Runtime.InteropServices;
using System.Text;
using Revoke.Errors;
using Revoke.Fuse.Protocol;
using static Revoke.Fuse.Interop.FuseAbi;

namespace Revoke.Fuse.Serving;

/// <content>Lists of directories: what is there when one is opened, whatever comes and goes while it is read.</content>
internal sealed unsafe partial class FuseSession
{
    private const uint DirectoryEntry = 4;
    private const uint FileEntry = 8;

    private void OpenDirectory(in Request request, ref Answer answer)
    {
        var directory = FindDirectory(request.Header.nodeid);
        if (IsGone(directory))
        {
            answer.Fail(Errno.ENODEV);
            return;
        }

        using var list = new MemoryStream();
        Append(list, ".", DirectoryEntry);
        Append(list, "..", DirectoryEntry);
        foreach (var entry in directory.List())
        {
            Append(list, entry.Name, entry.IsDirectory ? DirectoryEntry : FileEntry);
        }

        answer.Put<fuse_open_out>().fh = _lists.Add(list.ToArray());
    }

    private void ReadDirectory(in Request request, ref Answer answer)
    {
        ref readonly var read = ref request.Body<fuse_read_in>();
        if (IsGone(FindDirectory(request.Header.nodeid)))
        {
            answer.Fail(Errno.ENODEV);
            return;
        }

        if (_lists.Find(read.fh) is not { } list)
        {
            answer.Fail(Errno.EBADF);
            return;
        }

        // Whole entries only; an offset is where one begins, as the kernel was told.
        var from = (int)Math.Min(read.offset, (ulong)list.Length);
        var end = from;
        while (end + sizeof(fuse_dirent) <= list.Length && EndOf(list, end) is var next && next <= list.Length && next - from <= (int)Math.Min(read.size, LargestTransfer))
        {
            end = next;
        }

        list.AsSpan(from, end - from).CopyTo(answer.Room);
        answer.Advance(end - from);
    }

    private static int EndOf(byte[] list, int at) => at + LengthOf((int)MemoryMarshal.Read<fuse_dirent>(list.AsSpan(at)).namelen);

    private static int LengthOf(int nameLength) => (sizeof(fuse_dirent) + nameLength + 7) & ~7;

    private static void Append(MemoryStream list, string name, uint type)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var length = LengthOf(bytes.Length);
        Span<byte> entry = new byte[length];
        var header = new fuse_dirent { ino = FUSE_ROOT_ID, off = (ulong)(list.Length + length), namelen = (uint)bytes.Length, type = type };
        MemoryMarshal.Write(entry, header);
        bytes.CopyTo(entry[sizeof(fuse_dirent)..]);
        list.Write(entry);
    }
}
