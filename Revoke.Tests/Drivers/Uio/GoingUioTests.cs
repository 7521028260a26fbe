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

    // An attribute of a real device that answers EINVAL, as the version of a UIO device does then.
    private static void AnswerAsGoing(UioTree tree, string path)
    {
        const string Answer = "/sys/class/net/lo/speed";
        if (!File.Exists(Answer))
        {
            Assert.Ignore("There is no attribute here that answers EINVAL.");
        }

        File.Delete(tree.Folder[path] + "/version");
        File.CreateSymbolicLink(tree.Folder[path] + "/version", Answer);
    }
}
