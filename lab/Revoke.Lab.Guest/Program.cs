using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Revoke.Drivers.Sysfs;
using Revoke.Lab.Guest.Holders;
using Revoke.Lab.Guest.Reporting;

var services = new ServiceCollection();
services.AddLogging(static logging => logging.AddProvider(new ReportLoggerProvider()));
services.AddRevoke().AddSysfs();
await using var provider = services.BuildServiceProvider();
switch (args)
{
    case ["attribute", var bus, var name, var attribute]:
        return AttributeHolder.Run(provider.GetRequiredService<SysfsDriver>(), bus, name, attribute);
    case ["resource", var name, var index, var kind, .. var how]:
        return ResourceHolder.Run(provider.GetRequiredService<SysfsDriver>(), name, int.Parse(index, CultureInfo.InvariantCulture), kind, how is [var one] ? one : "registers");
    default:
        Report.Log("revoke attribute BUS NAME ATTRIBUTE | resource NAME INDEX KIND [copies|pinned]");
        return 2;
}
