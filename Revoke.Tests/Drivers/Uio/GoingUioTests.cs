using Revoke.Drivers;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Uio;

/// <summary>A UIO device between the kernel's taking it away and its announcing that: every answer is an error, and its directory still stands.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class GoingUioTests
{
    [TestCase(Native.EIO, true)]
    [TestCase(Native.EINVAL, true)]
    [TestCase(Native.EIO, false)]
    [TestCase(Native.EINVAL, false)]
    public void Read_DeviceIsBeingUnregistered_IsRevokedAtOnce(int errno, bool isGoing)
    {
        using var subject = new InjectedDevice(open: scope => scope.Open(new ScriptedOperations { OnRead = (in _, _, _) => OperationResult.Failed(errno) }, "uio0"));
        if (isGoing)
        {
            AnswerAsGoing(subject.Tree, subject.Path);
            var exception = Assert.Throws<RevokedException>(() => subject.Device.WaitForInterrupt())!;
            Assert.That((exception.Reason!.Cause, exception.InnerException!.HResult), Is.EqualTo((RevokeCause.Unplugged, errno)));
        }
        else
        {
            Assert.That(() => subject.Device.WaitForInterrupt(), Throws.Exception.Not.InstanceOf<RevokedException>());
        }

        Assert.That(subject.Device.Scope.IsRevoked, Is.EqualTo(isGoing));
    }

    [Test]
    public void Write_DeviceIsBeingUnregistered_IsRevokedAtOnce()
    {
        using var subject = new InjectedDevice(open: static scope => scope.Open(new ScriptedOperations { OnWrite = static (in _, _, _) => OperationResult.Failed(Native.EINVAL) }, "uio0"));
        Assert.That(subject.Device.EnableInterrupt, Throws.TypeOf<IOException>());
        AnswerAsGoing(subject.Tree, subject.Path);
        Assert.That(subject.Device.EnableInterrupt, Throws.InstanceOf<RevokedException>());
        Assert.That(subject.Device.Scope.IsRevoked, Is.True);
    }

    [Test]
    public void CheckPresence_DeviceIsBeingUnregistered_IsFalse()
    {
        using var subject = new InjectedDevice();
        Assert.That(subject.Device.CheckLiveness(), Is.True);
        AnswerAsGoing(subject.Tree, subject.Path);
        Assert.That((subject.Device.Scope.CheckPresence(), subject.Device.Scope.Reason?.Cause), Is.EqualTo((false, RevokeCause.Unplugged as RevokeCause?)));
    }

    [Test]
    public void Open_DeviceIsBeingUnregistered_SaysThatItWent()
    {
        using var tree = new UioTree();
        AnswerAsGoing(tree, tree.AddSilently(), "name", "version", "event");
        Assert.That(() => tree.Driver.Open(0), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("went while it was opened"));
    }

    [Test]
    public void OpenNode_DeviceIsBeingUnregistered_IsRevoked([Values] bool isGoing)
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        tree.Write(path, "uevent", "DEVNAME=uio0\nMAJOR=240\nMINOR=0\n"); // which the node is not, so that opening it is ENODEV
        using var scope = tree.Monitor.Follow(DeviceId.FromPath(path));
        if (isGoing)
        {
            AnswerAsGoing(tree, path);
            Assert.That(() => scope.OpenNode(), Throws.InstanceOf<RevokedException>());
        }
        else
        {
            Assert.That(() => scope.OpenNode(), Throws.TypeOf<IOException>().With.Property("HResult").EqualTo(Native.ENODEV));
        }

        Assert.That(scope.IsRevoked, Is.EqualTo(isGoing));
    }

    [Test]
    public async Task GenerationsAsync_OneIsGoingWhenItIsOpened_TheNextOneIsWaitedFor(CancellationToken cancellationToken)
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        await using var generations = tree.Driver.GenerationsAsync("card", cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        await generations.MoveNextAsync();
        generations.Current.Dispose();
        await tree.Folder.RemoveAsync(path);
        path = tree.AddSilently();
        AnswerAsGoing(tree, path, "name", "version", "event");
        await tree.Folder.SendAsync("add", path, "uio", "uio0");
        var next = generations.MoveNextAsync().AsTask();
        await tree.Folder.RemoveAsync(path);
        await tree.AddAsync();
        Assert.That(await next.WaitAsync(cancellationToken), Is.True);
        using var device = generations.Current;
        Assert.That(device.Info.Name, Is.EqualTo("card"));
    }

    [Test]
    public async Task Write_DirectoryGoesWhileItIsAsked_IsRevoked(CancellationToken cancellationToken)
    {
        using var question = new Fifo();
        using var subject = new InjectedDevice(open: static scope => scope.Open(new ScriptedOperations { OnWrite = static (in _, _, _) => OperationResult.Failed(Native.EINVAL) }, "uio0"));
        File.Delete(subject.Tree.Folder[subject.Path] + "/version");
        File.CreateSymbolicLink(subject.Tree.Folder[subject.Path] + "/version", question.Path);
        var call = Task.Run(subject.Device.EnableInterrupt, cancellationToken);
        using (question.Open(Native.O_WRONLY)) // waits until it is asked
        {
            subject.Tree.Folder.RemoveSilently(subject.Path);
        }

        Assert.That(async () => await call.WaitAsync(cancellationToken), Throws.InstanceOf<RevokedException>());
    }

    // An attribute of a real device that answers EINVAL, as those of a UIO device do then.
    private static void AnswerAsGoing(UioTree tree, string path, params string[] attributes)
    {
        const string Answer = "/sys/class/net/lo/speed";
        if (!File.Exists(Answer))
        {
            Assert.Ignore("There is no attribute here that answers EINVAL.");
        }

        foreach (var attribute in attributes is [] ? ["version"] : attributes)
        {
            File.Delete($"{tree.Folder[path]}/{attribute}");
            File.CreateSymbolicLink($"{tree.Folder[path]}/{attribute}", Answer);
        }
    }
}
