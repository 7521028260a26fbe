using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Revoke.Tests.DependencyInjection;

public sealed class RevokeOptionsTests
{
    private static readonly TimeSpan Infinite = Timeout.InfiniteTimeSpan;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue - 1);

    private static IEnumerable<TestCaseData<Action<RevokeOptions>, string>> Bad =>
    [
        new(static o => o.DrainTimeout = TimeSpan.FromSeconds(-3), "RevokeOptions.DrainTimeout: is -00:00:03; it has to be from 00:00:00 to 24.20:31:23.6460000, or -00:00:00.0010000 (infinite)."),
        new(static o => o.DrainTimeout = TimeSpan.MaxValue, "DrainTimeout: is 10675199"),
        new(static o => o.LivenessInterval = TimeSpan.Zero, "RevokeOptions.LivenessInterval: is 00:00:00; it has to be from 00:00:00.0000001 to "),
        new(static o => o.LivenessInterval = Longest + TimeSpan.FromMilliseconds(1), "LivenessInterval: is 24.20:31:23.6470000"),
        new(static o => o.SysRoot = "sys", "RevokeOptions.SysRoot: is 'sys'; it has to be an absolute path."),
        new(static o => o.SysRoot = null!, "SysRoot: is null"),
        new(static o => o.DevRoot = "", "DevRoot: is ''"),
    ];

    private static IEnumerable<Action<RevokeOptions>> Good =>
    [
        static _ => { },
        static o => o.DrainTimeout = TimeSpan.Zero,
        static o => o.DrainTimeout = Infinite,
        static o => o.DrainTimeout = Longest,
        static o => o.LivenessInterval = Infinite,
        static o => o.LivenessInterval = TimeSpan.FromTicks(1),
        static o => o.LivenessInterval = Longest,
        static o => (o.SysRoot, o.DevRoot) = ("/", "/dev/"),
    ];

    [TestCaseSource(nameof(Bad))]
    public void Value_Bad_IsNamedWithTheOptionAndWhatIsAllowed(Action<RevokeOptions> configure, string message)
    {
        using var provider = new ServiceCollection().AddRevoke(configure).Services.BuildServiceProvider();
        Assert.That(provider.GetRequiredService<RevokeScopeOptions>, Throws.InstanceOf<OptionsValidationException>().With.Message.Contains(message));
    }

    [TestCaseSource(nameof(Bad))]
    public void Value_Bad_IsRefusedByWhatItIsFor(Action<RevokeOptions> configure, string message)
    {
        _ = message;
        Assert.That(() => Build(configure), Throws.InstanceOf<ArgumentException>());
    }

    [TestCaseSource(nameof(Good))]
    public void Value_Good_IsTakenByWhatItIsFor(Action<RevokeOptions> configure)
    {
        Assert.That(() => Build(configure), Throws.Nothing);
        using var provider = new ServiceCollection().AddRevoke(configure).Services.BuildServiceProvider();
        Assert.That(provider.GetRequiredService<IOptions<RevokeOptions>>().Value, Is.Not.Null);
    }

    [Test]
    public void Values_AllBad_AreNamedTogether()
    {
        using var provider = new ServiceCollection()
            .AddRevoke(static o => (o.DrainTimeout, o.LivenessInterval, o.SysRoot, o.DevRoot) = (TimeSpan.MinValue, TimeSpan.Zero, "a", "b"))
            .Services.BuildServiceProvider();
        Assert.That(
            provider.GetRequiredService<DeviceMonitor>,
            Throws.InstanceOf<OptionsValidationException>().With.Property("Failures").Exactly(4).Items);
    }

    [Test]
    public void Defaults_OfTheHost_AreThoseOfTheLibrary()
    {
        var (options, monitor, scope) = (new RevokeOptions(), new DeviceMonitorOptions(), new RevokeScopeOptions());
        Assert.That(
            (options.DrainTimeout, options.LivenessInterval, options.SysRoot, options.DevRoot),
            Is.EqualTo((scope.DrainTimeout, monitor.LivenessInterval, monitor.SysRoot, monitor.DevRoot)));
    }

    private static (RevokeScopeOptions Scope, DeviceMonitorOptions Monitor) Build(Action<RevokeOptions> configure)
    {
        var options = new RevokeOptions();
        configure(options);
        return (
            new RevokeScopeOptions { DrainTimeout = options.DrainTimeout },
            new DeviceMonitorOptions { LivenessInterval = options.LivenessInterval, SysRoot = options.SysRoot, DevRoot = options.DevRoot });
    }
}
