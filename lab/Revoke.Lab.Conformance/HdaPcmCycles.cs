using NUnit.Framework;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Support;

namespace Revoke.Lab.Conformance;

/// <summary>A PCM of an HDA card, opened, played to, mapped and taken away again and again.</summary>
[CancelAfter(180_000)]
public sealed class HdaPcmCycles
{
    private const string Name = "hw:CARD=Intel";

    private AlsaDriver _alsa = null!;

    [SetUp]
    public void SetUp() => _alsa = new AlsaDriver();

    [TearDown]
    public void TearDown() => _alsa.Dispose();

    [Test]
    public void OpenPlayAndRevoke_AThousandTimes_LeavesNoDescriptorMappingOrThread()
    {
        Cycle(20);
        var (descriptors, mappings, threads) = (OpenDescriptors.Capture(), CountMappings(), CountThreads());
        Cycle(1_000);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(OpenDescriptors.Capture().OpenedSince(descriptors), Is.Empty);
            Assert.That(CountMappings(), Is.EqualTo(mappings));
            Assert.That(CountThreads(), Is.LessThanOrEqualTo(threads + 8), "those of the pool come and go");
        }
    }

    private void Cycle(int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var pcm = _alsa.OpenPlayback(Name, new PcmFormat(48_000, 2), new PcmOptions { PeriodFrames = 480, BufferFrames = 1920, AllowNear = true, MapsRing = true });
            var ring = pcm.MapRing();
            pcm.WriteFrames(new byte[pcm.BufferFrames * pcm.Format.BytesPerFrame]);
            pcm.Scope.Revoke(RevokeReason.Unplugged);
            ring.Dispose();
        }
    }

    private static int CountMappings() => File.ReadLines("/proc/self/maps").Count(static line => line.Contains("/dev/snd/", StringComparison.Ordinal) || line.Contains("/dev/zero", StringComparison.Ordinal));

    private static int CountThreads() => Directory.EnumerateDirectories("/proc/self/task").Count();
}
