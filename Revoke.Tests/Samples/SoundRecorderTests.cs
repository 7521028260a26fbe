using System.Globalization;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Docs;
using Revoke.Tests.Support;
using SoundRecorder;

namespace Revoke.Tests.Samples;

/// <summary>The recorder: whatever ends it, the file is a whole WAV file.</summary>
[CancelAfter(60_000)]
public sealed class SoundRecorderTests
{
    private const int HeaderLength = 44;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        SampleProgram.RequireSoundOrIgnore();
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public void TearDown() => _folder?.Dispose();

    [Test]
    public async Task Program_SoManySeconds_RecordsAsLong()
    {
        var result = await SampleProgram.RunAsync("SoundRecorder", _folder["out.wav"], "null", "2");

        result.AssertExited();
        Assert.That(result.Error, Is.EqualTo("96000 frames recorded.\n"));
        Assert.That(CountFrames(), Is.EqualTo(96_000));
    }

    [Test]
    public async Task Program_PcmThatPlaysAFile_RecordsSampleBySample()
    {
        var samples = new byte[48_000 * 4];
        new Random(1).NextBytes(samples);
        await File.WriteAllBytesAsync(_folder["in"], samples);
        await File.WriteAllTextAsync(
            _folder["alsa.conf"], $"</usr/share/alsa/alsa.conf>\npcm.microphone {{ type file slave.pcm null file /dev/null infile '{_folder["in"]}' format raw }}\n");

        var result = await SampleProgram.RunWithAsync($"ALSA_CONFIG_PATH={_folder["alsa.conf"]}", "SoundRecorder", _folder["out.wav"], "microphone", "1");

        result.AssertExited();
        Assert.That(CountFrames(), Is.EqualTo(48_000));
        Assert.That((await File.ReadAllBytesAsync(_folder["out.wav"])).AsSpan(HeaderLength).SequenceEqual(samples));
    }

    [Test]
    public async Task RecordAsync_Revoked_LeavesAWholeFileWithWhatWasRecorded(CancellationToken cancellationToken)
    {
        using var alsa = new AlsaDriver();
        await using var pcm = alsa.OpenCapture("null", new PcmFormat(44_100, 1));
        var recorder = new Recorder(alsa);
        using (var wav = new WavWriter(_folder["out.wav"], pcm.Format))
        {
            var recording = Task.Run(() => recorder.RecordAsync(pcm, wav, long.MaxValue, cancellationToken), cancellationToken);
            await Eventually.TrueAsync(() => recorder.FramesRecorded > 10_000, "it records", cancellationToken);

            pcm.Scope.Revoke(RevokeReason.Unplugged);

            await Assert.ThatAsync(() => recording, Throws.InstanceOf<RevokedException>());
        }

        Assert.That(CountFrames(channels: 1, rate: 44_100), Is.EqualTo(recorder.FramesRecorded).And.GreaterThan(10_000));
    }

    [Test]
    public async Task RecordAsync_RevokedBeforeTheFirstFrame_LeavesAWholeFileWithNothing()
    {
        using var alsa = new AlsaDriver();
        await using var pcm = alsa.OpenCapture("null", new PcmFormat(48_000, 2));
        using var wav = new WavWriter(_folder["out.wav"], pcm.Format);
        pcm.Scope.Revoke(RevokeReason.Unplugged);

        await Assert.ThatAsync(() => new Recorder(alsa).RecordAsync(pcm, wav, long.MaxValue, CancellationToken.None), Throws.InstanceOf<RevokedException>());

        Assert.That(CountFrames(), Is.Zero);
    }

    [Test]
    public async Task Program_ControlC_EndsAndLeavesAWholeFile(CancellationToken cancellationToken)
    {
        using var recorder = SampleProgram.Start("SoundRecorder", _folder["out.wav"], "null");
        await Eventually.TrueAsync(() => File.Exists(_folder["out.wav"]) && new FileInfo(_folder["out.wav"]).Length > 10_000, "it records", cancellationToken);

        recorder.Signal(Native.SIGINT);

        var (code, error) = await recorder.EndAsync(cancellationToken);
        Assert.That((code, error), Is.EqualTo((0, string.Create(CultureInfo.InvariantCulture, $"{CountFrames()} frames recorded.\n"))));
    }

    [TestCase("nosuchpcm", "1", 1, "'nosuchpcm'")]
    [TestCase("null", "0", 2, "FILE [PCM [SECONDS]]")]
    [TestCase("null", "soon", 2, "FILE [PCM [SECONDS]]")]
    public async Task Program_WhatCannotBe_IsSaidAndLeavesNoFile(string pcm, string seconds, int code, string what)
    {
        var result = await SampleProgram.RunAsync("SoundRecorder", _folder["out.wav"], pcm, seconds);

        result.AssertExited(code);
        Assert.That(result.Error, Does.Contain(what));
        Assert.That(File.Exists(_folder["out.wav"]), Is.False);
    }

    [TestCase("SoundPlayer")]
    [TestCase("SoundRecorder")]
    public void Sample_AllOfIt_IsUnderAHundredLines(string name) =>
        Assert.That(Directory.GetFiles(Repository.PathOf($"samples/{name}"), "*.cs").Sum(static path => File.ReadAllLines(path).Length), Is.InRange(10, 99));

    /// <summary>Checks the header against the file, and says how many frames there are.</summary>
    private long CountFrames(int channels = 2, int rate = 48_000)
    {
        var file = File.ReadAllBytes(_folder["out.wav"]);
        var length = file.Length - HeaderLength;
        byte[] header = [.. "RIFF"u8, .. WavBytes.Word32((uint)file.Length - 8), .. "WAVE"u8, .. WavBytes.Format(1, 16, channels, rate), .. "data"u8, .. WavBytes.Word32((uint)length)];
        Assert.That(file[..HeaderLength], Is.EqualTo(header));
        Assert.That(length % (2 * channels), Is.Zero);
        return length / (2 * channels);
    }
}
