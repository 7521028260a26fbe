using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>An attribute of a followed device of its own, opened for both by the driver.</summary>
public sealed class SysfsDeviceAttributeConformance : FileConformance
{
    private VethPair _veth = null!;
    private SysfsDriver _sysfs = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        _veth = new VethPair();
        _sysfs = new SysfsDriver();
    }

    [OneTimeTearDown]
    public void TearDown()
    {
        _sysfs?.Dispose();
        _veth?.Dispose();
    }

    public override Subject Create()
    {
        var device = _sysfs.OpenClassDevice("net", _veth.Name);
        var attribute = device.OpenAttribute("ifalias", FileAccess.ReadWrite);
        return new Subject(device.Scope, attribute.File, bytes => File.WriteAllBytes($"/sys/class/net/{_veth.Name}/ifalias", bytes), device.Dispose);
    }
}
