using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Revoke.Drivers.Alsa;
using Revoke.Drivers.Sysfs;
using Revoke.Drivers.Uio;
using Revoke.Lab.Guest.Holders;
using Revoke.Lab.Guest.Loopback;
using Revoke.Lab.Guest.Reporting;

var services = new ServiceCollection();
services.AddLogging(static logging => logging.AddProvider(new ReportLoggerProvider()));
services.AddRevoke().AddAlsa().AddSysfs().AddUio();
await using var provider = services.BuildServiceProvider();
try
{
    switch (args)
    {
        case ["attribute", var bus, var name, var attribute]:
            return AttributeHolder.Run(provider.GetRequiredService<SysfsDriver>(), bus, name, attribute);
        case ["resource", var name, var index, var kind, .. var how]:
            return ResourceHolder.Run(provider.GetRequiredService<SysfsDriver>(), name, int.Parse(index, CultureInfo.InvariantCulture), kind, how.FirstOrDefault("registers"));
        case ["uio", var name, var kind, .. var how]:
            return UioHolder.Run(provider.GetRequiredService<UioDriver>(), name, kind, how.FirstOrDefault(string.Empty));
        case ["sound", .. var uses]:
            return SoundHolder.Run(provider.GetRequiredService<AlsaDriver>(), uses);
        case ["loopback", var kind, var frames, var playback, var capture]:
            return await LoopbackRun.RunAsync(provider.GetRequiredService<AlsaDriver>(), kind, long.Parse(frames, CultureInfo.InvariantCulture), playback, capture);
        case ["play", var label, var pcm, var warmUp, var seconds]:
            return Player.Run(provider.GetRequiredService<AlsaDriver>(), label, pcm, int.Parse(warmUp, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture));
        case ["throughput", var name]:
            return InterruptRace.Run(provider.GetRequiredService<UioDriver>(), name);
        default:
            Report.Log("revoke attribute BUS NAME ATTRIBUTE | resource NAME INDEX KIND [idle|pinned] | uio NAME KIND [exclusive|liveness|generations] | sound USE=NAME... | loopback KIND FRAMES PLAYBACK CAPTURE | play LABEL PCM WARM-UP SECONDS | throughput NAME");
            return 2;
    }
}
catch (Exception exception)
{
    Report.Log($"could not begin: {How.Says(exception)}: {exception.Message}");
    return 3;
}
