using Microsoft.Extensions.Logging;
using Revoke.Drivers.Sysfs;

namespace Revoke.Tests.Docs;

/// <summary>The code of docs/mappings.md.</summary>
internal static class MappingsGuideSamples
{
    public static int Count(string path, long offset)
    {
        var score = 0;
        using var scope = new RevokeScope("index");
        using var mapping = scope.Map(path);
        using (var view = mapping.View(offset, 128))
        {
            score += view.Span.Count((byte)'e');
        }

        return score;
    }

    public static bool TrySearch(RevokeScope scope, RevocableMapping postings, RevocableMapping norms, long list, out long score)
    {
        score = 0;
        if (!scope.TryEnter(out var use))
            return false;
        using (use)
        {
            foreach (var document in use.Span(postings, list, 128))
                score += use.Span(norms, document, 1)[0];
        }

        return true;
    }

    public static async Task SendAsync(RevocableMapping mapping, long offset, Stream stream, CancellationToken cancellationToken)
    {
        using var hold = mapping.Hold(offset, 4096);
        await stream.WriteAsync(hold.Memory, cancellationToken);
    }

    public static void Copy(RevocableMapping mapping, long offset, byte[] buffer, ILogger log)
    {
        try
        {
            mapping.CopyTo(offset, buffer);
        }
        catch (BusErrorException e)
        {
            log.LogWarning(e, "nothing at byte {Offset}", e.Offset);
        }
    }

    public static uint Acknowledge(DeviceMonitor devices, ILogger log)
    {
        using var sysfs = new SysfsDriver(devices);
        using var card = sysfs.OpenBusDevice("pci", "0000:00:04.0");
        foreach (var resource in card.GetResources())
            log.LogInformation("{Index}: {Length} bytes, memory {IsMemory}", resource.Index, resource.Length, resource.IsMemory);
        using var bar = card.MapResource(0, new() { Access = FileAccess.ReadWrite });
        using var registers = bar.Registers();
        var status = registers.ReadUInt32(0x24);
        registers.ThrowIfRevoked();
        registers.WriteUInt32(0x64, status);
        return status;
    }
}
