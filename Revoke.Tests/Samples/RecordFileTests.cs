using System.Runtime.InteropServices;
using RecordFile;
using Revoke.Tests.Support;

namespace Revoke.Tests.Samples;

/// <summary>The same records through MemoryMappedFile and through the library.</summary>
public sealed class RecordFileTests
{
    private const int Count = 1000;

    [Test]
    public void After_TheSameCalls_DoWhatBeforeDid()
    {
        using var folder = new TemporaryFolder();
        Write(folder["before"]);
        Write(folder["after"]);
        using var before = new RecordsBefore(folder["before"]);
        using var after = new RecordsAfter(folder["after"]);

        before.Set(3, new Record(33, 0.5));
        after.Set(3, new Record(33, 0.5));

        Assert.That((after.Get(3), after.Get(Count - 1)), Is.EqualTo((before.Get(3), before.Get(Count - 1))).And.EqualTo((new Record(33, 0.5), new Record(Count - 1, Count - 1))));
        Assert.That(after.Sum(1, 10), Is.EqualTo(before.Sum(1, 10)));
        var (some, same) = (new Record[10], new Record[10]);
        Assert.That((after.Get(Count - 4, some), some[3]), Is.EqualTo((4, before.Get(Count - 1))));
        Assert.That((after.Get(7, some), before.Get(7, same)), Is.EqualTo((10, 10)));
        Assert.That(some, Is.EqualTo(same));
        before.Dispose();
        after.Dispose();
        Assert.That(File.ReadAllBytes(folder["after"]), Is.EqualTo(File.ReadAllBytes(folder["before"])));
    }

    [Test]
    public void Get_FileIsTruncated_IsABusErrorAndWhatIsLeftIsRead()
    {
        using var folder = new TemporaryFolder();
        Write(folder["file"]);
        using var records = new RecordsAfter(folder["file"]);

        using (var file = new FileStream(folder["file"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(Environment.SystemPageSize);
        }

        Assert.That(() => records.Get(Count - 1), Throws.InstanceOf<BusErrorException>());
        Assert.That(() => records.Set(Count - 1, default), Throws.InstanceOf<BusErrorException>());
        Assert.That(records.Get(1), Is.EqualTo(new Record(1, 1)));
    }

    private static void Write(string path) =>
        File.WriteAllBytes(path, MemoryMarshal.AsBytes(Enumerable.Range(0, Count).Select(static i => new Record(i, i)).ToArray().AsSpan()).ToArray());
}
