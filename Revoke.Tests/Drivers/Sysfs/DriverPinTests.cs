using System.Globalization;
using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary>Keeping other drivers off a device of a temporary tree, whose file is an ordinary one; that the kernel heeds it is seen in the laboratory.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class DriverPinTests
{
    private const string Card = "/devices/pci0000:00/0000:00:04.0";

    private SysfsFolder _tree = null!;
    private DeviceMonitor _monitor = null!;
    private SysfsDriver _sysfs = null!;

    private string Override => _tree[Card] + "/driver_override";

    private static string Own => $"revoke-pin-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-";

    [SetUp]
    public void SetUp()
    {
        _tree = new SysfsFolder();
        _tree.AddSilently(Card, "pci", isBus: true);
        File.WriteAllText(Override, "(null)\n");
        _monitor = new DeviceMonitor(_tree.Options);
        _sysfs = new SysfsDriver(_monitor);
    }

    [TearDown]
    public void TearDown()
    {
        _sysfs?.Dispose();
        _monitor?.Dispose();
        _tree?.Dispose();
    }

    [Test]
    public void PinDriver_UntilDisposed_NamesADriverThatThereIsNot()
    {
        using var card = Open();
        var pin = card.PinDriver();
        Assert.That(pin.DriverName, Does.StartWith(Own).And.EqualTo(Chosen()));

        pin.Dispose();
        pin.Dispose();
        Assert.That(Chosen(), Is.Empty);
    }

    [Test]
    public void PinDriver_RevokedWithTheDeviceThere_IsRemoved()
    {
        using var card = Open();
        using var pin = card.PinDriver();
        card.Scope.Revoke(RevokeReason.Policy("over"));
        Assert.That(Chosen(), Is.Empty);
    }

    [Test]
    public void Dispose_SomebodyHasChosenADriverMeanwhile_LeavesThat()
    {
        using var card = Open();
        using (card.PinDriver())
        {
            File.WriteAllText(Override, "vfio-pci\n");
        }

        Assert.That(Chosen(), Is.EqualTo("vfio-pci"));
    }

    [Test]
    public void PinDriver_SomebodyHasChosenADriver_SaysWhich()
    {
        File.WriteAllText(Override, "vfio-pci\n");
        using var card = Open();
        Assert.That(card.PinDriver, Throws.InvalidOperationException.With.Message.Contain("vfio-pci").And.Message.Contain("somebody else"));
        Assert.That(Chosen(), Is.EqualTo("vfio-pci"));
    }

    [Test]
    public void PinDriver_Twice_IsRefused()
    {
        using var card = Open();
        using var pin = card.PinDriver();
        Assert.That(card.PinDriver, Throws.InvalidOperationException.With.Message.Contain("this program has pinned it already"));
    }

    [Test]
    public void PinDriver_PinOfAProgramThatRuns_IsRefused()
    {
        var start = File.ReadAllText("/proc/1/stat").Split(' ')[^31]; // of 52 fields, the 22nd
        File.WriteAllText(Override, $"revoke-pin-1-{start}-7\n");
        using var card = Open();
        Assert.That(card.PinDriver, Throws.InvalidOperationException.With.Message.Contain("process 1 has pinned it"));
    }

    [Test]
    public void PinDriver_PinOfAProgramThatWasKilled_IsTakenOver()
    {
        File.WriteAllText(Override, $"revoke-pin-{int.MaxValue.ToString(CultureInfo.InvariantCulture)}-1-1\n");
        using var card = Open();
        using var pin = card.PinDriver();
        Assert.That(Chosen(), Does.StartWith(Own));
    }

    [Test]
    public void PinDriver_PinOfAKilledProgramThatHadTheSameId_IsTakenOver()
    {
        // As in a container, where a program that is started again has the id of the one before it.
        File.WriteAllText(Override, $"revoke-pin-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-1-1\n");
        using var card = Open();
        using var pin = card.PinDriver();
        Assert.That(Chosen(), Is.EqualTo(pin.DriverName));
    }

    [Test]
    public async Task PinDriver_ManyAtATime_OneHasItAndNobodyElseRemovesIt(CancellationToken cancellationToken)
    {
        for (var round = 0; round < 200; round++)
        {
            File.WriteAllText(Override, "(null)\n");
            using var card = Open();
            var pins = await Together.RunAsync(
                4,
                _ =>
                {
                    try
                    {
                        return card.PinDriver();
                    }
                    catch (InvalidOperationException)
                    {
                        return null;
                    }
                },
                cancellationToken);
            Assert.That(pins.Count(static pin => pin is not null), Is.EqualTo(1));
            Array.ForEach(pins, static pin => pin?.Dispose());
        }
    }

    [Test]
    public void PinDriver_NoSuchFile_SaysSo()
    {
        File.Delete(Override);
        using var card = Open();
        Assert.That(card.PinDriver, Throws.InstanceOf<FileNotFoundException>().With.Message.Contain("driver_override"));
    }

    [Test]
    public async Task PinDriver_DeviceGone_ThrowsRevoked()
    {
        using var card = Open();
        using var pin = card.PinDriver();
        await _tree.RemoveAsync(Card);
        await card.Scope.WaitForCompletionAsync();
        Assert.That(card.PinDriver, Throws.InstanceOf<RevokedException>());
    }

    private SysfsDevice Open() => _sysfs.OpenBusDevice("pci", Path.GetFileName(Card));

    private string Chosen() => File.ReadAllLines(Override)[0];
}
