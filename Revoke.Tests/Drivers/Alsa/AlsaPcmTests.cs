using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>PCMs that need no card: <c>null</c>, which takes everything at once, and <c>file</c>, which keeps it.</summary>
[TestFixture]
[CancelAfter(60_000)]
public sealed class AlsaPcmTests : AlsaFixture
{
    [Test]
    public void WriteFrames_FilePcm_HasEverySampleInTheFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder["out.raw"];
        var samples = new short[2 * 10_000];
        new Random(1).NextBytes(MemoryMarshal.AsBytes(samples.AsSpan()));
        using (var pcm = Alsa.OpenPlayback($"file:{path},raw", Stereo))
        {
            Assert.That(pcm.WriteFrames(MemoryMarshal.AsBytes(samples.AsSpan())), Is.EqualTo(10_000));
            pcm.Drain();
        }

        Assert.That(MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(path)).ToArray(), Is.EqualTo(samples));
    }

    [Test]
    public async Task WriteFramesAsync_FilePcm_HasEverySampleInTheFile(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var path = folder["out.raw"];
        var bytes = new byte[4 * 5_000];
        new Random(2).NextBytes(bytes);
        await using (var pcm = Alsa.OpenPlayback($"file:{path},raw", Stereo))
        {
            Assert.That(await pcm.WriteFramesAsync(bytes, cancellationToken), Is.EqualTo(5_000));
            await pcm.DrainAsync(cancellationToken);
        }

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(bytes));
    }

    [Test]
    public void ReadFrames_NullPcm_FillsTheBuffer()
    {
        using var pcm = Alsa.OpenCapture("null", Stereo);
        Assert.That(pcm.ReadFrames(new byte[4 * 960]), Is.EqualTo(960));
        Assert.That(pcm.State, Is.EqualTo(PcmState.Running), "the first read starts it");
    }

    [Test]
    public void Open_WhatIsAskedFor_IsGrantedOrSaid()
    {
        using var pcm = Alsa.OpenPlayback("null", Stereo with { Sample = PcmSampleFormat.Signed24 }, new() { PeriodFrames = 256, BufferFrames = 1024 });
        Assert.That((pcm.Format, pcm.PeriodFrames, pcm.BufferFrames, pcm.Format.BytesPerFrame), Is.EqualTo((new PcmFormat(48_000, 2, PcmSampleFormat.Signed24), 256, 1024, 6)));
        Assert.That((pcm.State, pcm.Generation, pcm.Direction), Is.EqualTo((PcmState.Prepared, 0L, PcmDirection.Playback)));
    }

    [Test]
    public void Open_Unknown_IsFileNotFoundWithWhatTheLibrarySays()
    {
        Assert.That(() => Alsa.OpenPlayback("nosuchpcm", Stereo), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("nosuchpcm").And.Message.Contains("Unknown PCM"));
        Assert.That(() => Alsa.OpenCapture("hw:31", Stereo), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("hw:31"));
    }

    [Test]
    public void Revoke_Open_RefusesEverythingAndReleasesOnce()
    {
        using var pcm = Alsa.OpenPlayback("null", Stereo);
        var outcome = pcm.Scope.Revoke(RevokeReason.Policy("test"));
        Assert.That((outcome.IsCompleted, outcome.Released), Is.EqualTo((true, 1)));
        Assert.That(() => pcm.WriteFrames(new byte[4]), Throws.InstanceOf<RevokedException>());
        Assert.That(pcm.Drain, Throws.InstanceOf<RevokedException>());
        Assert.That(() => pcm.State, Throws.InstanceOf<RevokedException>());
        Assert.That(pcm.Prepare, Throws.InstanceOf<RevokedException>());
        Assert.That(() => pcm.ReadStatus(), Throws.InstanceOf<RevokedException>());
        Assert.That(pcm.Poll(TimeSpan.Zero), Is.EqualTo(PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp));
    }

    [Test]
    public void Dispose_Open_IsObjectDisposed()
    {
        var pcm = Alsa.OpenCapture("null", Stereo);
        pcm.Dispose();
        Assert.That(() => pcm.ReadFrames(new byte[4]), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => pcm.Poll(TimeSpan.Zero), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => pcm.DelayFrames, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void Dispose_Driver_RevokesWhatItOpenedByItsOwnMonitor([Values] bool isItsOwn)
    {
        using var monitor = new DeviceMonitor();
        using var alsa = new AlsaDriver(isItsOwn ? null : monitor);
        using var pcm = alsa.OpenPlayback("null", Stereo);
        alsa.Dispose();
        Assert.That(() => pcm.WriteFrames(new byte[4]), isItsOwn ? Throws.InstanceOf<RevokedException>() : Is.EqualTo(1));
        Assert.That(() => alsa.OpenPlayback("null", Stereo), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void OpenPlayAndRevoke_AThousandTimes_LeavesNothing()
    {
        using (Alsa.OpenPlayback("null", Stereo))
        {
            // What is loaded once is there from here on.
        }

        var before = OpenDescriptors.Count("/dev/null");
        for (var i = 0; i < 1_000; i++)
        {
            using var pcm = Alsa.OpenPlayback("null", Stereo);
            pcm.WriteFrames(new byte[4 * 100]);
            pcm.Scope.Revoke(RevokeReason.Unplugged);
        }

        Assert.That(OpenDescriptors.Count("/dev/null"), Is.EqualTo(before));
    }

    [Test]
    public void Transfer_WrongWayOrNoWholeFrames_IsSaid()
    {
        using var pcm = Alsa.OpenPlayback("null", Stereo);
        Assert.That(() => pcm.ReadFrames(new byte[4]), Throws.InvalidOperationException.With.Message.Contains("playback"));
        Assert.That(() => pcm.WriteFrames(new byte[5]), Throws.ArgumentException.With.Message.Contains("4 bytes"));
        Assert.That(() => pcm.Pause(), Throws.InvalidOperationException.With.Message.Contains("wrong state"));
        Assert.That(() => pcm.MapRing(), Throws.InvalidOperationException.With.Message.Contains("MapsRing"));
        Assert.That(() => pcm.MapStatus(), Throws.InstanceOf<NotSupportedException>());
    }
}
