using System.Diagnostics;
using NUnit.Framework;

namespace Revoke.Lab.Conformance;

/// <summary>The card without hardware (<c>snd-dummy</c>), whose driver is unbound.</summary>
public sealed class AlsaControlConformance : KernelControlConformance
{
    private const string Driver = "/sys/bus/platform/drivers/snd_dummy";
    private const string Device = "snd_dummy.0";

    protected override string Name => "hw:CARD=Dummy";

    protected override string Capture => "Mic";

    // sound/drivers/dummy.c, snd_dummy_capsrc_put: a change is both channels.
    protected override bool TellsOfSwitches => false;

    protected override async Task RemoveAsync()
    {
        using var shell = Process.Start("/bin/sh", ["-c", $"echo {Device} > {Driver}/unbind"]);
        await shell.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
    }

    protected override void EnsureThere()
    {
        if (!Directory.Exists($"{Driver}/{Device}"))
        {
            File.WriteAllText($"{Driver}/bind", Device);
        }

        SpinWait.SpinUntil(CanBeOpened);
    }
}
