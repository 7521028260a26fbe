using System.Reflection;
using Revoke.Fuse.Interop;
using Revoke.Fuse.Protocol;
using Revoke.Tests.Interop;

namespace Revoke.Tests.Fuse;

/// <summary>The protocol, against the header of the kernel.</summary>
[TestFixture]
public sealed class FuseHeaderTests
{
    private static readonly CHeaders s_headers = new("""
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <stdint.h>
        #include <fcntl.h>
        #include <sys/mount.h>
        #include <sys/stat.h>
        #include <linux/fuse.h>

        """, "libc6-dev");

    // Fields that have been added where there was room are named otherwise in older headers.
    private static readonly Type[] s_grown = [typeof(FuseAbi.fuse_init_out), typeof(FuseAbi.fuse_open_out)];

    private static IEnumerable<Type> Structs => typeof(FuseAbi).GetNestedTypes(BindingFlags.NonPublic);

    [TestCase(typeof(FuseAbi))]
    [TestCase(typeof(FuseLibc))]
    public void Constants_NamedAsInC_AreThoseOfTheHeaders(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        s_headers.Compile([.. CHeaders.ConstantsOf(type).Select(static c => $"_Static_assert({CHeaders.Cast(c)} == {CHeaders.Text(c)}, \"{c.Name}\");")]);
    }

    [TestCaseSource(nameof(Structs))]
    public void Struct_HasTheLayoutOfTheHeader(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var layout = (IEnumerable<string>)typeof(CHeaders).GetMethod(nameof(CHeaders.Layout))!.MakeGenericMethod(type).Invoke(null, [$"struct {type.Name}", null])!;
        s_headers.Compile([.. s_grown.Contains(type) ? layout.Take(1) : layout]);
    }

    [Test]
    public void Opcodes_AreThoseOfTheHeader() => s_headers.Compile(
    [
        .. Enum.GetValues<Opcode>().Except([Opcode.Statx]).Select(static code => $"_Static_assert(FUSE_{NativeName(code)} == {(uint)code}, \"{code}\");"),
        .. Enum.GetValues<Notice>().Select(static notice => $"_Static_assert(FUSE_NOTIFY_{NativeName(notice)} == {(int)notice}, \"{notice}\");"),
    ]);

    private static string NativeName(Opcode code) => code switch
    {
        Opcode.GetAttributes => "GETATTR",
        Opcode.SetAttributes => "SETATTR",
        Opcode.SymbolicLink => "SYMLINK",
        Opcode.MakeNode => "MKNOD",
        Opcode.MakeDirectory => "MKDIR",
        Opcode.RemoveDirectory => "RMDIR",
        Opcode.StatFileSystem => "STATFS",
        Opcode.Initialize => "INIT",
        Opcode.OpenDirectory => "OPENDIR",
        Opcode.ReadDirectory => "READDIR",
        Opcode.ReleaseDirectory => "RELEASEDIR",
        Opcode.FsyncDirectory => "FSYNCDIR",
        Opcode.GetLock => "GETLK",
        Opcode.SetLock => "SETLK",
        Opcode.SetLockWait => "SETLKW",
        Opcode.BlockMap => "BMAP",
        Opcode.NotifyReply => "NOTIFY_REPLY",
        Opcode.BatchForget => "BATCH_FORGET",
        Opcode.Allocate => "FALLOCATE",
        Opcode.ReadDirectoryPlus => "READDIRPLUS",
        Opcode.Seek => "LSEEK",
        Opcode.CopyRange => "COPY_FILE_RANGE",
        Opcode.SyncFileSystem => "SYNCFS",
        Opcode.TemporaryFile => "TMPFILE",
        _ => code.ToString().ToUpperInvariant(),
    };

    private static string NativeName(Notice notice) => notice switch
    {
        Notice.InvalidateInode => "INVAL_INODE",
        Notice.InvalidateEntry => "INVAL_ENTRY",
        _ => notice.ToString().ToUpperInvariant(),
    };
}
