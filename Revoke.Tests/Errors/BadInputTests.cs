using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Errors;

/// <summary>Each names the thing, has the errno, and leaves no descriptor open.</summary>
[TestFixture]
[CancelAfter(20_000)]
public sealed class BadInputTests
{
    private RevokeScope _scope = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _scope = new RevokeScope("input");
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public void TearDown()
    {
        Assert.That(OpenDescriptors.Count(_folder.Path), Is.Zero, "Something in the folder was left open.");
        _scope.Dispose();
        _folder.Dispose();
    }

    [TestCase("")]
    [TestCase(" ")]
    public void RevokeScope_EmptyName_Throws(string name)
    {
        Assert.Throws<ArgumentException>(() => _ = new RevokeScope(name));
        Assert.Throws<ArgumentException>(() => _scope.CreateChild(name));
    }

    [Test]
    public void Open_EmptyNameOfOperations_ThrowsAndReleasesNothing()
    {
        var operations = new BareOperations();

        Assert.Throws<ArgumentException>(() => _scope.Open(operations, string.Empty));
        Assert.That(operations.Released, Is.Zero);
    }

    [Test]
    public void Open_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => _scope.Open((string)null!));
        Assert.Throws<ArgumentNullException>(() => _scope.Open((System.Runtime.InteropServices.SafeHandle)null!));
        Assert.Throws<ArgumentNullException>(() => _scope.Open((IFileOperations)null!));
    }

    [Test]
    public void Open_EmptyPath_Throws() => Assert.That(Assert.Throws<ArgumentException>(() => _scope.Open(string.Empty))!.ParamName, Is.EqualTo("path"));

    [Test]
    public void Open_PathWithNul_ThrowsAndOpensNoOther()
    {
        File.WriteAllText(_folder["a"], "x");

        Assert.That(Assert.Throws<ArgumentException>(() => _scope.Open(_folder["a"] + "\0b"))!.ParamName, Is.EqualTo("path"));
    }

    [Test]
    public void Open_MissingFile_IsFileNotFoundWithItsName()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => _scope.Open(_folder["none"]))!;

        Assert.That((exception.FileName, exception.HResult), Is.EqualTo((_folder["none"], 2)));
        Assert.That(exception.Message, Does.Contain(_folder["none"]).And.Contain("ENOENT"));
    }

    [Test]
    public void Open_FileAsFolder_IsDirectoryNotFound()
    {
        File.WriteAllText(_folder["f"], "x");

        Assert.That(Assert.Throws<DirectoryNotFoundException>(() => _scope.Open(_folder["f"] + "/g"))!.Message, Does.Contain(_folder["f"]));
    }

    [Test]
    public void Open_PathTooLong_SaysSo() => Assert.Throws<PathTooLongException>(() => _scope.Open(_folder[new string('x', 300)]));

    [TestCase(FileAccess.Read)]
    [TestCase(FileAccess.Write)]
    [TestCase(FileAccess.ReadWrite)]
    public void Open_Directory_IsEisdir(FileAccess access)
    {
        var exception = Assert.Throws<IOException>(() => _scope.Open(_folder.Path, new RevocableFileOptions { Access = access }))!;

        Assert.That(exception.HResult, Is.EqualTo(Native.EISDIR));
        Assert.That(exception.Message, Does.Contain(_folder.Path).And.Contain("directory"));
    }

    [Test]
    public void Open_NodeWithoutDevice_NamesIt()
    {
        if (Native.geteuid() != 0)
        {
            Assert.Ignore("Making a device node needs root.");
        }

        // A major number that nobody has.
        Descriptor.Check(Native.mknod(_folder["node"], 0x21B6, (511ul << 8) | 77), "mknod");

        var exception = Assert.Throws<IOException>(() => _scope.Open(_folder["node"]))!;

        Assert.That(exception.Message, Does.Contain(_folder["node"]));
        Assert.That(exception.HResult, Is.AnyOf(6, Native.ENODEV), "ENXIO or ENODEV, as the kernel says.");
    }

    [Test]
    public void Open_ReadOnlyAttributeForWriting_IsUnauthorizedAndSaysWhatToDo()
    {
        if (!File.Exists("/sys/kernel/uevent_seqnum"))
        {
            Assert.Ignore("There is no sysfs.");
        }

        // Not even root may write a 0444 attribute of sysfs.
        var exception = Assert.Throws<UnauthorizedAccessException>(() => _scope.Open("/sys/kernel/uevent_seqnum"))!;

        Assert.That(exception.HResult, Is.EqualTo(Native.EACCES));
        Assert.That(exception.Message, Does.Contain("/sys/kernel/uevent_seqnum").And.Contain("Access"));
        using var file = _scope.Open("/sys/kernel/uevent_seqnum", new RevocableFileOptions { Access = FileAccess.Read });
        Assert.That(file.Read(new byte[32]), Is.Positive);
        Assert.That(Assert.Throws<IOException>(() => file.Write("x"u8))!.HResult, Is.EqualTo(Native.EBADF));
    }

    [Test]
    public void Open_ClosedHandle_IsAnArgumentError()
    {
        var handle = Descriptor.Open("/dev/null", Native.O_RDWR);
        handle.Dispose();

        Assert.That(Assert.Throws<ArgumentException>(() => _scope.Open(handle))!.ParamName, Is.EqualTo("descriptor"));
        Assert.Throws<ArgumentException>(() => _scope.Open(new Descriptor(-1)));
    }

    [Test]
    public void Open_HandleOverABadNumber_IsEbadfAndKeepsNoReference()
    {
        var handle = new Descriptor(987_654, owned: false);

        var exception = Assert.Throws<IOException>(() => _scope.Open(handle))!;

        Assert.That(exception.HResult, Is.EqualTo(Native.EBADF));
        Assert.That(exception.Message, Does.Contain("987654"));
        handle.Dispose();
        var added = false;
        Assert.Throws<ObjectDisposedException>(() => handle.DangerousAddRef(ref added), "A reference was left behind.");
    }

    [Test]
    public void Open_PathDescriptor_IsEbadfAndSaysWhy()
    {
        File.WriteAllText(_folder["f"], "x");
        using var handle = Descriptor.Open(_folder["f"], Native.O_PATH);

        var exception = Assert.Throws<IOException>(() => _scope.Open(handle))!;

        Assert.That(exception.HResult, Is.EqualTo(Native.EBADF));
        Assert.That(exception.Message, Does.Contain("O_PATH"));
    }

    [Test]
    public void Open_DescriptorOfDirectory_IsEisdir()
    {
        using var handle = Descriptor.Open(_folder.Path, Native.O_RDONLY | Native.O_DIRECTORY);

        Assert.That(Assert.Throws<IOException>(() => _scope.Open(handle))!.HResult, Is.EqualTo(Native.EISDIR));
    }

    [Test]
    public void Open_UnknownAccess_IsAnArgumentError()
    {
        File.WriteAllText(_folder["f"], "x");

        Assert.Throws<ArgumentOutOfRangeException>(() => _scope.Open(_folder["f"], new RevocableFileOptions { Access = (FileAccess)8 }));
    }

    [Test]
    public void Transfer_NegativeOffset_IsAnArgumentError()
    {
        File.WriteAllText(_folder["f"], "x");
        using var file = _scope.Open(_folder["f"]);

        Assert.That(Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(new byte[1], -1))!.ParamName, Is.EqualTo("offset"));
        Assert.That(Assert.Throws<ArgumentOutOfRangeException>(() => file.Write(new byte[1], -1))!.ParamName, Is.EqualTo("offset"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = file.ReadAsync(new byte[1], -1).AsTask());
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = file.WriteAsync(new byte[1], -1).AsTask());
    }

    [Test]
    public void Revoke_TimeoutTooLarge_IsAnArgumentErrorAndNothingIsRevoked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromDays(365)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _scope.Revoke(RevokeReason.Unplugged, TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new RevokeScopeOptions { DrainTimeout = TimeSpan.FromDays(365) });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new RevokeScopeOptions { Generation = 0 });
        Assert.That(_scope.IsRevoked, Is.False);
    }

    [Test]
    public void Operation_OldGeneration_SaysWhichOne()
    {
        var old = new RevokeScope("scanner", new RevokeScopeOptions { Generation = 3 });
        var file = old.Open(new ScriptedOperations());
        old.Revoke(RevokeReason.Replaced);
        using var next = new RevokeScope("scanner", new RevokeScopeOptions { Generation = 4 });
        using var alive = next.Open(new ScriptedOperations());

        var exception = Assert.Throws<RevokedException>(() => file.Read(new byte[1]))!;

        Assert.That((exception.Generation, exception.ScopeName, exception.Reason), Is.EqualTo((3L, "scanner", RevokeReason.Replaced)));
        Assert.That(exception.Message, Does.Contain("generation 3"));
        Assert.That(alive.Read(new byte[1]), Is.Zero);
    }

    [Test]
    public void RevokedException_ReasonWithException_CarriesIt()
    {
        var cause = new InvalidOperationException("the cable");
        var file = _scope.Open(new ScriptedOperations());
        _scope.Revoke(new RevokeReason(RevokeCause.Failed, "pulled", cause));
        _scope.Revoke(RevokeReason.Unplugged);

        var exception = Assert.Throws<RevokedException>(() => file.Read(new byte[1]))!;

        Assert.That(exception.InnerException, Is.SameAs(cause));
        Assert.That(exception.Reason!.Cause, Is.EqualTo(RevokeCause.Failed), "The first reason wins.");
        Assert.That(exception, Is.InstanceOf<IOException>());
    }
}
