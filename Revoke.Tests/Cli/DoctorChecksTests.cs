using System.Runtime.InteropServices;
using Revoke.Cli.Doctor;
using Revoke.Cli.Doctor.Checks;
using Revoke.Drivers.Alsa;
using Revoke.Mappings;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Cli;

/// <summary>What the checks make of machines that this one is not.</summary>
[TestFixture]
public sealed class DoctorChecksTests
{
    private const uint CharacterDevice = 0x2000; // S_IFCHR

    private static readonly string[] Status = ["Name:\tcat", "Uid:\t1000\t1001\t1000\t1000", "Gid:\t100\t101\t100\t100", "Groups:\t20 29 ", "CapEff:\t0000000000001000"];

    [TestCase("6.18.1", Architecture.X64, nameof(FindingState.Ok))]
    [TestCase("6.18.1", Architecture.Arm64, nameof(FindingState.Ok))]
    [TestCase("6.18.1", Architecture.RiscV64, nameof(FindingState.Missing))]
    [TestCase("4.9.0", Architecture.X64, nameof(FindingState.Missing))]
    public void Kernel_OfAVersionOnAnArchitecture_IsJudged(string version, Architecture architecture, string state) =>
        Assert.That(KernelCheck.Judge(Version.Parse(version), architecture).State.ToString(), Is.EqualTo(state));

    [TestCase("65530\n", nameof(FindingState.Ok))]
    [TestCase("1048576\n", nameof(FindingState.Ok))]
    [TestCase("1000\n", nameof(FindingState.Degraded))]
    [TestCase("many\n", nameof(FindingState.Degraded))]
    public void Mappings_OfALimit_AreJudged(string limit, string state) => Assert.That(MappingLimitCheck.Judge(limit).State.ToString(), Is.EqualTo(state));

    [TestCase("ProcessMemory", nameof(FindingState.Ok))]
    [TestCase("AnonymousFile", nameof(FindingState.Degraded))]
    [TestCase("None", nameof(FindingState.Missing))]
    public void Copies_OfAWay_AreJudged(string way, string state) =>
        Assert.That(CheckedCopyCheck.Judge(Enum.Parse<CheckedCopyWay>(way)).State.ToString(), Is.EqualTo(state));

    [TestCase("Max open files            1048576              1048576              files     ", nameof(FindingState.Ok))]
    [TestCase("Max open files            unlimited            unlimited            files     ", nameof(FindingState.Ok))]
    [TestCase("Max open files            1023                 4096                 files     ", nameof(FindingState.Degraded))]
    [TestCase("Max open files            32                   32                   files     ", nameof(FindingState.Missing))]
    [TestCase("Max open files", nameof(FindingState.Degraded))]
    [TestCase("Max processes             32                   32                   processes ", nameof(FindingState.Degraded))]
    public void Descriptors_OfALimit_AreJudged(string line, string state) =>
        Assert.That(DescriptorLimitCheck.Judge(["Limit                     Soft Limit           Hard Limit           Units     ", line]).State.ToString(), Is.EqualTo(state));

    [Test]
    public void Alsa_OfALibraryAndCards_IsJudged()
    {
        var card = new AlsaCardInfo(2, "Headset", "USB-Audio", "USB Headset", "USB Headset at usb-1", "", "", [], Device: null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((AlsaCheck.Judge(version: null, []).State, AlsaCheck.Judge("1.2.8", []).State), Is.EqualTo((FindingState.Missing, FindingState.Ok)));
            Assert.That(AlsaCheck.Judge(version: null, []).Advice, Does.Contain("apt-get install -y libasound2"));
            Assert.That(AlsaCheck.Judge("1.2.8", []).Found, Is.EqualTo("libasound 1.2.8; no sound card"));
            Assert.That(AlsaCheck.Judge("1.2.8", [card, card with { Id = "PCH", Name = "HDA Intel PCH" }]).Found, Does.EndWith("hw:CARD=Headset (USB Headset), hw:CARD=PCH (HDA Intel PCH)"));
        }
    }

    [TestCase("212992\n", nameof(FindingState.Degraded))]
    [TestCase("1048576\n", nameof(FindingState.Ok))]
    [TestCase("", nameof(FindingState.Degraded))]
    public void Buffer_OfALimit_IsJudged(string limit, string state) => Assert.That(ReceiveBufferCheck.Judge(limit).State.ToString(), Is.EqualTo(state));

    [TestCase("128\n", nameof(FindingState.Ok))]
    [TestCase("16\n", nameof(FindingState.Degraded))]
    public void Inotify_OfALimit_IsJudged(string instances, string state) => Assert.That(InotifyCheck.Judge(instances, "8192\n").State.ToString(), Is.EqualTo(state));

    [TestCase("         0          0 4294967295\n", true)]
    [TestCase("         0       1000          1\n", false)]
    [TestCase("         0          0       1000\n      1000    100000      64536\n", false)]
    [TestCase("", false)]
    public void Isolation_OfAMapOfUsers_IsThatOfTheFirstNamespaceOnly(string map, bool owns) => Assert.That(IsolationCheck.OwnsAllUsers(map), Is.EqualTo(owns));

    [Test]
    public void ProcessStatus_Lines_AreTheEffectiveOnes()
    {
        var status = ProcessStatus.Parse(Status);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.User, Is.EqualTo(1001));
            Assert.That(status.IsRoot, Is.False);
            Assert.That(status.Groups, Is.EquivalentTo(new uint[] { 101, 20, 29 }));
            Assert.That(status.Has(Capability.NetAdmin), Is.True);
        }
    }

    [TestCase("Uid:")]
    [TestCase("Uid:\tx\ty\tz")]
    [TestCase("no colon")]
    [TestCase("CapEff:\tnone")]
    [TestCase("Groups:\t-1 many")]
    public void ProcessStatus_Nonsense_IsNobody(string line)
    {
        var status = ProcessStatus.Parse([line]);

        Assert.That((status.User, status.Groups.Count, status.Capabilities), Is.EqualTo((uint.MaxValue, 0, 0UL)));
    }

    [Test]
    public void User_WithoutCapability_IsToldWhatThatMeans()
    {
        var root = UserCheck.Run(new ProcessStatus(0, new HashSet<uint>(), 0));
        var user = UserCheck.Run(new ProcessStatus(1000, new HashSet<uint>(), 0));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(root.Advice, Does.Contain("container"));
            Assert.That(user.Found, Does.Contain("1000"));
            Assert.That(UserCheck.Run(ProcessStatus.Parse(Status)).State, Is.EqualTo(FindingState.Ok));
        }
    }

    [Test]
    public void Groups_File_IsByNumber() => Assert.That(
        GroupFile.Parse(["root:x:0:", "dialout:x:20:anna,bert", "", "broken:x", "worse:x:y:"]),
        Is.EquivalentTo(new Dictionary<uint, string> { [0] = "root", [20] = "dialout" }));

    [Test]
    public void Mounts_SeveralAtAPoint_TheLastIsOnTop()
    {
        string[] lines = ["sysfs /sys sysfs rw,nosuid 0 0", "proc /proc proc rw 0 0", "sysfs /sys sysfs ro,nosuid 0 0", "broken"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(MountTable.OptionsOf(lines, "/sys"), Is.EqualTo(new[] { "ro", "nosuid" }));
            Assert.That(MountTable.OptionsOf(lines, "/mnt"), Is.Null);
        }
    }

    [Test]
    public async Task Nodes_OfAGroup_AreClosedToWhoIsNotInIt()
    {
        using var folder = new TemporaryFolder();
        var dialout = GroupFile.Parse(await File.ReadAllLinesAsync("/etc/group")).FirstOrDefault(static group => group.Value is "dialout").Key;
        if (dialout == 0 || !Environment.IsPrivilegedProcess || Native.mknod(folder["ttyUSB0"], CharacterDevice, 0) < 0)
        {
            Assert.Ignore("There is no group dialout, or giving it a device node is not allowed (root, CAP_MKNOD).");
        }

        (await ChildProcess.RunProgramAsync(ChildProcess.DefaultLimit, "chgrp", ["dialout", folder["ttyUSB0"]])).AssertExited();
        File.SetUnixFileMode(folder["ttyUSB0"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);

        var outside = NodesCheck.Run(new ProcessStatus(1000, new HashSet<uint>(), 0), folder.Path);
        var inside = NodesCheck.Run(new ProcessStatus(1000, new HashSet<uint> { dialout }, 0), folder.Path);
        var root = NodesCheck.Run(new ProcessStatus(0, new HashSet<uint>(), 0), folder.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outside.State, Is.EqualTo(FindingState.Degraded));
            Assert.That(outside.Found, Does.Contain("1 of group dialout"));
            Assert.That(outside.Advice, Does.Contain("usermod -aG dialout"));
            Assert.That((inside.State, root.State), Is.EqualTo((FindingState.Ok, FindingState.Ok)));
        }
    }
}
