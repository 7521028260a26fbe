using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Revoke.Drivers;
using Revoke.Drivers.Sysfs;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Sysfs;

/// <summary><c>AddSysfs</c> in a container.</summary>
[TestFixture]
public sealed class RegistrationTests
{
    [Test]
    public void AddSysfs_Driver_IsOneOverTheContainersMonitor()
    {
        using var services = ContainerOf.Drivers(static builder => builder.AddSysfs());
        var driver = services.GetRequiredService<SysfsDriver>();
        Assert.That(services.GetServices<IDeviceDriver>(), Is.EqualTo(new IDeviceDriver[] { driver }));
        using var lo = driver.OpenClassDevice("net", "lo");
        services.GetRequiredService<DeviceMonitor>().Dispose();
        Assert.That(() => lo.ReadText("mtu"), Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public void AddSysfs_Twice_AddsOneDriverWithBothConfigurations()
    {
        var roots = new List<string>();
        using var services = ContainerOf.Drivers(builder => builder.AddSysfs(options => options.Root = "/proc").AddSysfs(options =>
        {
            roots.Add(options.Root);
            options.Root += "/sys";
        }));
        Assert.That((services.GetServices<IDeviceDriver>().Count(), services.GetServices<SysfsDriver>().Count()), Is.EqualTo((1, 1)));
        Assert.That((services.GetRequiredService<SysfsDriver>().Root, roots.Single()), Is.EqualTo(("/proc/sys", "/proc")));
        Assert.That(services.GetServices<IValidateOptions<SysfsOptions>>().Count(), Is.EqualTo(1));
    }

    [Test]
    public void AddSysfs_HostOfAnotherRoot_LooksThere()
    {
        using var tree = new SysfsFolder();
        tree.AddSilently("/devices/virtual/net/eth0", "net");
        using var services = ContainerOf.Drivers(static builder => builder.AddSysfs(), options => options.SysRoot = tree.SysRoot);
        using var eth0 = services.GetRequiredService<SysfsDriver>().OpenClassDevice("net", "eth0");
        Assert.That(eth0.Path, Does.StartWith(tree.SysRoot));
    }

    [Test]
    public void AddSysfs_BadRoot_IsRefusedWhenTheHostStarts()
    {
        using var services = ContainerOf.Drivers(static builder => builder.AddSysfs(static options => options.Root = "sys"));
        Assert.That(services.GetRequiredService<IStartupValidator>().Validate, Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("SysfsOptions.Root 'sys'"));
        Assert.That(() => services.GetRequiredService<SysfsDriver>(), Throws.InstanceOf<OptionsValidationException>());
    }

    [Test]
    public void AddSysfs_BadRootAndBadOptionsOfTheHost_EachIsSaidOnce()
    {
        using var services = ContainerOf.Drivers(static builder => builder.AddSysfs(static options => options.Root = "/nope"), static options => options.DrainTimeout = TimeSpan.FromSeconds(-2));
        var failures = Assert.Throws<AggregateException>(services.GetRequiredService<IStartupValidator>().Validate)!.InnerExceptions
            .Cast<OptionsValidationException>().SelectMany(static failure => failure.Failures).ToList();
        Assert.That(failures, Has.Count.EqualTo(2).And.Exactly(1).Contains("RevokeOptions.DrainTimeout").And.Exactly(1).Contains("SysfsOptions.Root '/nope'"));
    }

    [Test]
    public void Dispose_Container_DisposesTheDriver()
    {
        SysfsDriver driver;
        using (var services = ContainerOf.Drivers(static builder => builder.AddSysfs()))
        {
            driver = services.GetRequiredService<SysfsDriver>();
            _ = services.GetServices<IDeviceDriver>().Count();
        }

        Assert.That(() => driver.GetDevices(), Throws.InstanceOf<ObjectDisposedException>());
    }
}
