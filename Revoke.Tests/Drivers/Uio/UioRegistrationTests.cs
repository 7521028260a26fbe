using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Revoke.Drivers;
using Revoke.Drivers.Uio;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Uio;

/// <summary><c>AddUio</c> in a container.</summary>
[TestFixture]
public sealed class UioRegistrationTests
{
    [Test]
    public void AddUio_Driver_IsOneOverTheContainersMonitor()
    {
        using var tree = new UioTree();
        tree.AddSilently();
        using var services = ContainerOf.Drivers(static builder => builder.AddUio().AddUio(), options => (options.SysRoot, options.DevRoot) = (tree.Folder.SysRoot, tree.Folder.DevRoot));
        var driver = services.GetRequiredService<UioDriver>();
        Assert.That(services.GetServices<IDeviceDriver>(), Is.EqualTo(new IDeviceDriver[] { driver }));
        using var device = driver.Open("card");
        services.GetRequiredService<DeviceMonitor>().Dispose();
        Assert.That(() => device.EventCount, Throws.InstanceOf<RevokedException>());
    }

    [Test]
    public void AddUio_BadRoot_IsRefusedWhenTheHostStarts()
    {
        using var services = ContainerOf.Drivers(static builder => builder.AddUio(static options => options.SysRoot = "sys"));
        Assert.That(services.GetRequiredService<IStartupValidator>().Validate, Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("UioOptions.SysRoot 'sys'"));
        Assert.That(() => services.GetRequiredService<UioDriver>(), Throws.InstanceOf<OptionsValidationException>());
    }

    [Test]
    public void AddUio_BadRootAndBadOptionsOfTheHost_EachIsSaidOnce()
    {
        using var services = ContainerOf.Drivers(static builder => builder.AddUio(static options => options.DevRoot = "/nope"), static options => options.DrainTimeout = TimeSpan.FromSeconds(-2));
        var failures = Assert.Throws<AggregateException>(services.GetRequiredService<IStartupValidator>().Validate)!.InnerExceptions
            .Cast<OptionsValidationException>().SelectMany(static failure => failure.Failures).ToList();
        Assert.That(failures, Has.Count.EqualTo(2).And.Exactly(1).Contains("RevokeOptions.DrainTimeout").And.Exactly(1).Contains("UioOptions.DevRoot '/nope'"));
    }

    [Test]
    public void Dispose_Container_DisposesTheDriver()
    {
        UioDriver driver;
        using (var services = ContainerOf.Drivers(static builder => builder.AddUio()))
        {
            driver = services.GetRequiredService<UioDriver>();
            _ = services.GetServices<IDeviceDriver>().Count();
        }

        Assert.That(() => driver.GetDevices(), Throws.InstanceOf<ObjectDisposedException>());
    }
}
