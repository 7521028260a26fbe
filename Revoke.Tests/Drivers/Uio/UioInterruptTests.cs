using System.Runtime.InteropServices;
using Revoke.Drivers.Uio;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Uio;

/// <summary>Counts of interrupts, and what a node answers that has none. What every wait keeps to is in the conformance suite.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class UioInterruptTests
{
    [TestCase(0, 1, 1, 0)]
    [TestCase(0, 5, 5, 4)]
    [TestCase(41, 1, 42, 0)]
    [TestCase(int.MaxValue, 1, int.MinValue, 0)]
    [TestCase(int.MaxValue - 1, 4, int.MinValue + 2, 3)]
    [TestCase(-1, 1, 0, 0)]
    public void Wait_FirstOne_CountsFromTheOpening(int seen, int times, int count, int missed)
    {
        using var subject = new InjectedDevice(seen);
        subject.Fire(times);
        Assert.That(subject.Device.WaitForInterrupt(), Is.EqualTo(new UioInterrupt(count, missed)));
    }

    [Test]
    public void Open_CountStandsSomewhere_IsWhereTheFirstWaitBegins()
    {
        using var tree = new UioTree();
        var path = tree.AddSilently();
        tree.Write(path, "event", "4294967290\n"); // -6, as older kernels print it
        Descriptor.Check(Native.mkfifo(tree.NodePath(0) + "f", 0x1A4), "mkfifo");
        File.Move(tree.NodePath(0) + "f", tree.NodePath(0), overwrite: true);
        using var device = tree.Driver.Open("card");
        using var far = Descriptor.Open(tree.NodePath(0), Native.O_RDWR);
        Assert.That(device.EventCount, Is.EqualTo(-6));
        far.Write(BitConverter.GetBytes(-2));
        Assert.That(device.WaitForInterrupt(), Is.EqualTo(new UioInterrupt(-2, 3)));
    }

    [Test]
    public void Wait_CountOfAnEarlierRead_IsNoneMissed()
    {
        using var subject = new InjectedDevice();
        subject.Pair.Far.Write(BitConverter.GetBytes(5));
        subject.Pair.Far.Write(BitConverter.GetBytes(5));
        subject.Pair.Far.Write(BitConverter.GetBytes(4));
        subject.Pair.Far.Write(BitConverter.GetBytes(6));
        var found = Enumerable.Range(0, 4).Select(_ => subject.Device.WaitForInterrupt().Missed).ToList();
        Assert.That(found, Is.EqualTo(new[] { 4, 0, 0, 0 }));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Wait_OddSizedCount_SaysSo(int length)
    {
        using var subject = new InjectedDevice();
        subject.Pair.Far.Write(new byte[length]);
        subject.Pair.Far.Write(new byte[length]);
        Assert.That(() => subject.Device.WaitForInterrupt(), Throws.TypeOf<IOException>().With.Message.Contains("4 bytes").And.Message.Contains($"and {length} came"));
        Assert.That(async () => await subject.Device.WaitForInterruptAsync(Limit.Token), Throws.TypeOf<IOException>().With.Message.Contains($"and {length} came"));
    }

    [Test]
    public void Wait_EndOfTheNode_SaysSo()
    {
        using var subject = new InjectedDevice();
        subject.Pair.Far.Dispose();
        Assert.That(() => subject.Device.WaitForInterrupt(), Throws.TypeOf<IOException>().With.Message.Contains("and 0 came"));
    }

    [Test]
    public void Wait_Synchronous_AllocatesNothing()
    {
        using var subject = new InjectedDevice();
        Wait(1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Wait(1000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1000), "less than a byte each time");

        void Wait(int times)
        {
            Span<byte> count = stackalloc byte[sizeof(int)];
            for (var i = 1; i <= times; i++)
            {
                MemoryMarshal.Write(count, i);
                _ = Native.write(subject.Pair.Far.Number, in count[0], sizeof(int));
                _ = subject.Device.TryWaitForInterrupt(TimeSpan.Zero, out _);
                _ = subject.Device.TryWaitForInterrupt(TimeSpan.Zero, out _);
            }
        }
    }

    [Test]
    public async Task Wait_DeviceWithoutInterrupt_IsNotSupportedAndNotRevoked([Values] CallForm form)
    {
        using var pty = CreateAnsweringEio();
        using var subject = new InjectedDevice(open: scope => scope.Open(pty.Master));
        if (form == CallForm.Sync)
        {
            Assert.That(() => subject.Device.WaitForInterrupt(), Throws.InstanceOf<NotSupportedException>().With.InnerException.InstanceOf<IOException>());
        }
        else
        {
            Assert.That(async () => await subject.Device.WaitForInterruptAsync(Limit.Token), Throws.InstanceOf<NotSupportedException>());
        }

        Assert.That(subject.Device.Scope.IsRevoked, Is.False);
        await Task.CompletedTask;
    }

    [Test]
    public void Wait_EioOfADeviceThatIsGone_IsRevoked()
    {
        using var pty = CreateAnsweringEio();
        using var subject = new InjectedDevice(open: scope => scope.Open(pty.Master));
        subject.Tree.Folder.RemoveSilently(subject.Path);
        var exception = Assert.Throws<RevokedException>(() => subject.Device.WaitForInterrupt())!;
        Assert.That((exception.Reason!.Cause, exception.Errno), Is.EqualTo((RevokeCause.Unplugged, 19)));
        Assert.That(subject.Device.Scope.IsRevoked, Is.True);
    }

    [Test]
    public void Set_KernelDriverHasASwitch_WritesFourBytes()
    {
        using var subject = new InjectedDevice(driver: "uio_pdrv_genirq");
        subject.Device.EnableInterrupt();
        subject.Device.DisableInterrupt();
        subject.Device.AcknowledgeInterrupt();
        Assert.That(ReadWord(), Is.EqualTo((4, 1)));
        Assert.That(ReadWord(), Is.EqualTo((4, 0)));
        Assert.That(ReadWord(), Is.EqualTo((4, 1)));

        (int, int) ReadWord()
        {
            var buffer = new byte[16];
            return ((int)Native.read(subject.Pair.Far.Number, ref buffer[0], 16), BitConverter.ToInt32(buffer));
        }
    }

    [Test]
    public void Set_GenericDriverWithoutASwitch_UsesTheBitOfTheCommandRegisterAndNoOther()
    {
        using var subject = CreateWithoutSwitch("uio_pci_generic");
        subject.Device.DisableInterrupt();
        Assert.That(ReadConfig(subject), Is.EqualTo(new byte[] { 0x34, 0x12, 0xE8, 0x11, 0x07, 0x05, 0, 0 }));
        subject.Device.EnableInterrupt();
        Assert.That(ReadConfig(subject), Is.EqualTo(new byte[] { 0x34, 0x12, 0xE8, 0x11, 0x07, 0x01, 0, 0 }));
        subject.Device.DisableInterrupt();
        subject.Device.AcknowledgeInterrupt();
        Assert.That(ReadConfig(subject)[5], Is.EqualTo(0x01));
    }

    [Test]
    public void Set_OtherDriverWithoutASwitch_IsNotSupportedAndAcknowledgeDoesNothing()
    {
        using var subject = CreateWithoutSwitch("uio_cif");
        Assert.That(subject.Device.EnableInterrupt, Throws.InstanceOf<NotSupportedException>().With.Message.Contains("uio_cif"));
        Assert.That(subject.Device.DisableInterrupt, Throws.InstanceOf<NotSupportedException>());
        Assert.That(subject.Device.AcknowledgeInterrupt, Throws.Nothing);
        Assert.That(ReadConfig(subject)[5], Is.EqualTo(0x01));
    }

    [Test]
    public void Set_OpenForReadingOnly_IsRefused()
    {
        using var subject = new InjectedDevice(access: FileAccess.Read);
        Assert.That(subject.Device.EnableInterrupt, Throws.InvalidOperationException.With.Message.Contains("reading only"));
    }

    [Test]
    public async Task Set_DeviceIsGone_TouchesNothingOfItsSuccessor()
    {
        using var subject = CreateWithoutSwitch("uio_pci_generic");
        subject.Device.DisableInterrupt();
        await subject.RemoveAsync();
        await subject.Tree.AddAsync();
        Assert.That(subject.Device.EnableInterrupt, Throws.InstanceOf<RevokedException>());
        Assert.That(() => subject.Device.EventCount, Throws.InstanceOf<RevokedException>());
        Assert.That(() => subject.Device.Map(0), Throws.InstanceOf<RevokedException>());
        Assert.That(ReadConfig(subject)[5], Is.EqualTo(0x05));
    }

    [Test]
    public void Set_DeviceIsGoneAfterTheFirstTime_LeavesTheConfigurationOfItsSlotAlone()
    {
        var node = new NoSwitch();
        using var subject = new InjectedDevice(open: scope => scope.Open(node, "uio0"));
        subject.Device.EnableInterrupt();
        subject.Tree.Folder.RemoveSilently(subject.Path); // unbound: the PCI device stays, for its next driver
        node.Answer = Native.EIO;
        Assert.That(subject.Device.DisableInterrupt, Throws.InstanceOf<RevokedException>());
        Assert.That(ReadConfig(subject)[5], Is.EqualTo(0x01));
    }

    // As a UIO device without interrupt does: a terminal whose line has been opened and closed.
    private static Pty CreateAnsweringEio()
    {
        var pty = new Pty();
        Descriptor.Open(pty.SlavePath, Native.O_RDWR).Dispose();
        return pty;
    }

    private static byte[] ReadConfig(InjectedDevice subject) => File.ReadAllBytes(subject.Tree.Folder[UioTree.Slot] + "/config");

    // Operations that answer as a kernel driver without irqcontrol does.
    private static InjectedDevice CreateWithoutSwitch(string driver) => new(driver: driver, open: static scope => scope.Open(new NoSwitch(), "uio0"));
}
