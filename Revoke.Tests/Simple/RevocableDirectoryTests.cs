using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Tests.Support;

namespace Revoke.Tests.Simple;

[TestFixture]
[CancelAfter(20_000)]
public sealed class RevocableDirectoryTests
{
    private RevokeScope _scope = null!;
    private RevocableDirectory _directory = null!;

    [SetUp]
    public void SetUp()
    {
        _scope = new RevokeScope("device", new RevokeScopeOptions { Generation = 3 });
        _directory = new RevocableDirectory(_scope);
    }

    [TearDown]
    public void TearDown() => _scope.Dispose();

    [Test]
    public void Open_Entry_IsAFileInTheEntrysOwnScope()
    {
        _directory.Add("value", static () => new TextNode(static () => "21\n"));
        using var one = _directory.Open("value");
        using var other = _directory.Open("value");

        Assert.That((Text.Read(one), one.Name, one.Scope.Name, one.Scope.Generation), Is.EqualTo(("21\n", "value", "device/value", 3L)));
        Assert.That(other.Scope, Is.SameAs(one.Scope));
        Assert.That(_directory.Scope, Is.SameAs(_scope));
    }

    [Test]
    public void Open_PathThroughDirectories_FindsTheFile()
    {
        var channel = _directory.CreateDirectory("channel0");
        channel.CreateDirectory("left").Add("level", static () => new TextNode(static () => "7"));
        using var file = _directory.Open("channel0/left/level");

        Assert.That((Text.Read(file), file.Scope.Name), Is.EqualTo(("7", "device/channel0/left/level")));
        Assert.That(Text.Read(channel.Open("left/level")), Is.EqualTo("7"));
    }

    [Test]
    public async Task Remove_File_KillsWhatIsOpenOnItAndNothingElse([Values] CallForm form)
    {
        var counter = new EventCounter();
        _directory.Add("alarm", counter.Open);
        _directory.Add("other", counter.Open);
        var file = _directory.Open("alarm");
        var second = _directory.Open("alarm");
        using var other = _directory.Open("other");
        var read = await Parked.Read(file, form, new byte[4]).AsleepAsync(Limit.Token);

        var outcome = _directory.Remove("alarm");

        var exception = await read.FailsAsync<RevokedException>(Limit.Token);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((outcome.WasFirst, outcome.IsCompleted, outcome.Released), Is.EqualTo((true, true, 2)));
            Assert.That((exception.ScopeName, exception.Reason!.Cause), Is.EqualTo(("device/alarm", RevokeCause.Unplugged)));
            Assert.That((second.IsRevoked, other.IsRevoked, _scope.IsRevoked), Is.EqualTo((true, false, false)));
            Assert.That(_directory.Names.Single(), Is.EqualTo("other"));
            Assert.That(() => _directory.Open("alarm"), Throws.TypeOf<FileNotFoundException>());
        }
    }

    [Test]
    public void Remove_Directory_KillsEverythingBelowIt()
    {
        var channel = _directory.CreateDirectory("channel0");
        channel.Add("level", static () => new BareOperations());
        channel.CreateDirectory("deep").Add("er", static () => new BareOperations());
        var files = new[] { _directory.Open("channel0/level"), _directory.Open("channel0/deep/er") };

        var outcome = _directory.Remove("channel0", RevokeReason.Policy("tidy"));

        Assert.That((outcome.Released, outcome.Reason), Is.EqualTo((2, RevokeReason.Policy("tidy"))));
        Assert.That(files.Select(static file => file.IsRevoked), Is.All.True);
        Assert.That(() => channel.Add("late", static () => new BareOperations()), Throws.InstanceOf<RevokedException>(), "its object lives on, dead");
        Assert.That(() => channel.Open("level"), Throws.InstanceOf<RevokedException>());
        Assert.That(() => _directory.Open("channel0/level"), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public void Add_NameAgain_IsTheNextGenerationAndTheOldStayDead()
    {
        _directory.Add("value", static () => new TextNode(static () => "old"));
        _directory.Add("steady", static () => new BareOperations());
        var old = _directory.Open("value");
        _directory.Remove("value");
        _directory.Add("value", static () => new TextNode(static () => "new"));
        using var now = _directory.Open("value");

        var exception = Assert.Throws<RevokedException>(() => old.Read(new byte[8]))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((exception.Generation, now.Scope.Generation, Text.Read(now)), Is.EqualTo((3L, 4L, "new")));
            Assert.That(_directory.Open("steady").Scope.Generation, Is.EqualTo(3), "counted for each name");
        }

        _directory.Remove("value");
        Assert.That(_directory.CreateDirectory("value").Scope.Generation, Is.EqualTo(5));
    }

    [Test]
    public void Revoke_Scope_KillsAllEntries()
    {
        _directory.Add("value", static () => new BareOperations());
        _directory.CreateDirectory("sub").Add("value", static () => new BareOperations());
        var files = new[] { _directory.Open("value"), _directory.Open("sub/value") };

        Assert.That(_scope.Revoke(RevokeReason.Unplugged).Released, Is.EqualTo(2));

        Assert.That(files.Select(static file => file.IsRevoked), Is.All.True);
        Assert.That(() => _directory.Open("value"), Throws.InstanceOf<RevokedException>());
        Assert.That(() => _directory.Open("missing"), Throws.InstanceOf<RevokedException>());
        Assert.That(_directory.Names, Is.Empty);
    }

    [Test]
    public void Add_RevokedOrDisposed_IsRefused()
    {
        _directory.Add("value", static () => new BareOperations());
        _scope.Revoke(RevokeReason.Unplugged);
        Assert.That(() => _directory.Add("late", static () => new BareOperations()), Throws.InstanceOf<RevokedException>());
        Assert.That(() => _directory.Add("value", static () => new BareOperations()), Throws.InstanceOf<RevokedException>());
        Assert.That(() => _directory.CreateDirectory("late"), Throws.InstanceOf<RevokedException>());

        _scope.Dispose();
        Assert.That(() => _directory.Add("late", static () => new BareOperations()), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => _directory.Open("value"), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Remove_RevokedAlready_SaysSo()
    {
        _directory.Add("value", static () => new BareOperations());
        _directory.Open("value");
        _scope.Revoke(RevokeReason.Policy("first"));

        var outcome = _directory.Remove("value");

        Assert.That((outcome.WasFirst, outcome.IsCompleted, outcome.Reason), Is.EqualTo((false, true, RevokeReason.Policy("first"))));
    }

    [Test]
    public void Open_EntryRevokedBySomebodyElse_IsRefusedUntilItIsAddedAgain()
    {
        _directory.Add("value", static () => new BareOperations());
        _directory.Open("value").Scope.Revoke(RevokeReason.Policy("his own"));
        Assert.That(() => _directory.Open("value"), Throws.InstanceOf<RevokedException>().With.Property("ScopeName").EqualTo("device/value"));
        Assert.That(() => _directory.Add("value", static () => new BareOperations()), Throws.TypeOf<IOException>());

        Assert.That(_directory.Remove("value").WasFirst, Is.False);
        _directory.Add("value", static () => new BareOperations());
        Assert.That(_directory.Open("value").IsRevoked, Is.False);
    }

    [Test]
    public void Names_Entries_AreSorted()
    {
        _directory.Add("b", static () => new BareOperations());
        _directory.CreateDirectory("a");
        _directory.Add("C", static () => new BareOperations());

        Assert.That(string.Join(' ', _directory.Names), Is.EqualTo("C a b"));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("/")]
    [TestCase("a/b")]
    [TestCase("a\0b")]
    public void AddAndRemove_BadName_IsAnArgumentError(string name)
    {
        Assert.That(() => _directory.Add(name, static () => new BareOperations()), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("name"));
        Assert.That(() => _directory.CreateDirectory(name), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("name"));
        Assert.That(() => _directory.Remove(name), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("name"));
        Assert.That(_directory.Names, Is.Empty);
    }

    [TestCase("")]
    [TestCase("/value")]
    [TestCase("sub/")]
    [TestCase("sub//value")]
    [TestCase("sub/../value")]
    [TestCase("./value")]
    [TestCase("val\0ue")]
    public void Open_BadPath_IsAnArgumentError(string path)
    {
        _directory.Add("value", static () => new BareOperations());
        _directory.CreateDirectory("sub").Add("value", static () => new BareOperations());

        Assert.That(() => _directory.Open(path), Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("path"));
    }

    [Test]
    public void Open_WhatIsNoFile_SaysWhat()
    {
        _directory.Add("value", static () => new BareOperations());
        _directory.CreateDirectory("sub");

        Assert.That(() => _directory.Open("missing"), Throws.TypeOf<FileNotFoundException>().With.Property("HResult").EqualTo(Errno.ENOENT).And.Message.Contains("missing"));
        Assert.That(() => _directory.Open("missing/value"), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("missing/value"));
        Assert.That(() => _directory.Open("value/x"), Throws.TypeOf<DirectoryNotFoundException>().With.Property("HResult").EqualTo(Errno.ENOTDIR));
        Assert.That(() => _directory.Open("sub"), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EISDIR));
        Assert.That(() => _directory.Remove("missing"), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("device/missing"));
    }

    [Test]
    public void Add_NameThatIsThere_IsEexistAndTheOldOneStays()
    {
        _directory.Add("value", static () => new TextNode(static () => "first"));

        Assert.That(() => _directory.Add("value", static () => new BareOperations()), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Errno.EEXIST));
        Assert.That(() => _directory.CreateDirectory("value"), Throws.TypeOf<IOException>().With.Message.Contains("'value'").And.Message.Contains("'device'"));
        using var file = _directory.Open("value");
        Assert.That((Text.Read(file), file.Scope.Generation), Is.EqualTo(("first", 3L)), "what failed is not counted");
    }

    [Test]
    public void RevocableDirectory_Null_IsAnArgumentError()
    {
        Assert.Throws<ArgumentNullException>(() => _ = new RevocableDirectory(null!));
        Assert.Throws<ArgumentNullException>(() => _directory.Add(null!, static () => new BareOperations()));
        Assert.Throws<ArgumentNullException>(() => _directory.Add("value", null!));
        Assert.Throws<ArgumentNullException>(() => _directory.Open(null!));
        Assert.That(_directory.Names, Is.Empty);
    }
}
