using System.Globalization;
using System.IO.Pipes;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Support;
using SoundPlayer;

namespace Revoke.Tests.Samples;

/// <summary>The player, on PCMs that keep what they are given.</summary>
[CancelAfter(60_000)]
public sealed class SoundPlayerTests
{
    private const int Frames = 5_001; // no whole number of periods

    private TemporaryFolder _folder = null!;
    private AlsaDriver _alsa = null!;

    [SetUp]
    public void SetUp()
    {
        SampleProgram.RequireSoundOrIgnore();
        _folder = new TemporaryFolder();
        _alsa = new AlsaDriver();
    }

    [TearDown]
    public void TearDown()
    {
        _alsa?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public async Task Program_WavFile_IsPlayedSampleBySample()
    {
        var file = WavBytes.File(WavBytes.Format(1, 16), WavBytes.Chunk("data", Noise(4)));
        await File.WriteAllBytesAsync(_folder["in.wav"], file);

        var result = await SampleProgram.RunAsync("SoundPlayer", _folder["in.wav"], $"file:'{_folder["out.wav"]}',wav");

        result.AssertExited();
        Assert.That((result.Output, result.Error), Is.EqualTo((string.Empty, string.Empty)));
        Assert.That(await File.ReadAllBytesAsync(_folder["out.wav"]), Is.EqualTo(file));
    }

    [TestCase(1, 8, false)]
    [TestCase(1, 16, false)]
    [TestCase(1, 24, false)]
    [TestCase(1, 32, false)]
    [TestCase(3, 32, false)]
    [TestCase(3, 64, false)]
    [TestCase(1, 16, true)]
    [TestCase(1, 24, true)]
    [TestCase(3, 32, true)]
    public async Task PlayAsync_EachKindOfSamples_IsPlayedSampleBySample(int kind, int bits, bool isExtensible, CancellationToken cancellationToken)
    {
        var samples = Noise(2 * bits / 8);
        var format = isExtensible ? WavBytes.ExtensibleFormat(kind, bits) : WavBytes.Format(kind, bits);

        Assert.That(await PlayAsync(WavBytes.File(format, WavBytes.Chunk("data", samples)), cancellationToken), Is.EqualTo(samples));
    }

    [Test]
    public async Task PlayAsync_OtherChunks_AreSkipped(CancellationToken cancellationToken)
    {
        var samples = Noise(4);
        var file = WavBytes.File(
            WavBytes.Chunk("LIST", new byte[33]), WavBytes.Format(1, 16), WavBytes.Chunk("fact", new byte[4]), WavBytes.Chunk("bext", new byte[70_001]),
            WavBytes.Chunk("data", samples), WavBytes.Chunk("id3 ", new byte[100]));

        Assert.That(await PlayAsync(file, cancellationToken), Is.EqualTo(samples));
    }

    [TestCase(uint.MaxValue)]
    [TestCase(4u * 100_000)]
    public async Task PlayAsync_BrokenOff_PlaysTheWholeFramesThatAreThere(uint length, CancellationToken cancellationToken)
    {
        var samples = Noise(4);

        var played = await PlayAsync(WavBytes.File(WavBytes.Format(1, 16), WavBytes.Chunk("data", [.. samples, 1, 2, 3, 4, 5, 6], length)), cancellationToken);

        Assert.That(played, Is.EqualTo([.. samples, 1, 2, 3, 4]));
    }

    [Test]
    public async Task PlayAsync_CutAnywhereBeforeItsSamples_NamesTheFile(CancellationToken cancellationToken)
    {
        var whole = WavBytes.File(WavBytes.ExtensibleFormat(1, 16), WavBytes.Chunk("data", []));
        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_folder["bad.wav"], whole[..length], cancellationToken);
            await Assert.ThatAsync(
                () => new Player(_alsa).PlayAsync(_folder["bad.wav"], "null", cancellationToken),
                Throws.InstanceOf<IOException>().With.Message.StartsWith($"'{_folder["bad.wav"]}' "),
                length.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<TestCaseData> BadFiles()
    {
        yield return new TestCaseData("is not a WAV file", "no WAV file, but long enough"u8.ToArray());
        yield return new TestCaseData("cannot be played", WavBytes.File(WavBytes.Format(2, 4), WavBytes.Chunk("data", new byte[8])));
        yield return new TestCaseData("cannot be played", WavBytes.File(WavBytes.Format(1, 16, channels: 0), WavBytes.Chunk("data", new byte[8])));
        yield return new TestCaseData("cannot be played", WavBytes.File(WavBytes.Format(1, 16, rate: 0), WavBytes.Chunk("data", new byte[8])));
        yield return new TestCaseData("cannot be played", WavBytes.File(WavBytes.Format(1, 16, rate: -1), WavBytes.Chunk("data", new byte[8])));
        yield return new TestCaseData("has no samples", WavBytes.File(WavBytes.Format(1, 16)));
        yield return new TestCaseData("has no samples", WavBytes.File(WavBytes.Chunk("data", new byte[8]), WavBytes.Format(1, 16)));
        yield return new TestCaseData("has no samples", WavBytes.File(WavBytes.Format(1, 16), WavBytes.Chunk("LIST", new byte[8], uint.MaxValue)));
    }

    [TestCaseSource(nameof(BadFiles))]
    public async Task Program_BadFile_FailsAndNamesIt(string what, byte[] file)
    {
        await File.WriteAllBytesAsync(_folder["bad.wav"], file);

        var result = await SampleProgram.RunAsync("SoundPlayer", _folder["bad.wav"], "null");

        result.AssertExited(1);
        Assert.That(result.Error, Does.StartWith($"'{_folder["bad.wav"]}' ").And.Contain(what).And.EndsWith(".\n"));
    }

    [Test]
    public async Task Program_WhatIsNotThere_FailsAndNamesIt()
    {
        await File.WriteAllBytesAsync(_folder["in.wav"], WavBytes.File(WavBytes.Format(1, 16), WavBytes.Chunk("data", Noise(4))));

        var file = await SampleProgram.RunAsync("SoundPlayer", _folder["none.wav"], "null");
        var pcm = await SampleProgram.RunAsync("SoundPlayer", _folder["in.wav"], "nosuchpcm");
        var arguments = await SampleProgram.RunAsync("SoundPlayer");
        await File.WriteAllTextAsync(_folder["libasound.so.2"], string.Empty); // found first, and no library
        var library = await SampleProgram.RunWithAsync($"LD_LIBRARY_PATH={_folder.Path}", "SoundPlayer", _folder["in.wav"], "null");

        Assert.That((file.ExitCode, pcm.ExitCode, arguments.ExitCode, library.ExitCode), Is.EqualTo((1, 1, 2, 1)));
        Assert.That(file.Error, Does.Contain("none.wav"));
        Assert.That(pcm.Error, Does.Contain("'nosuchpcm'"));
        Assert.That(arguments.Error, Does.Contain("FILE [PCM]"));
        Assert.That(library.Error, Does.Contain("'libasound.so.2' is missing"));
    }

    [Test]
    public async Task PlayAsync_Revoked_SaysHowManyFramesWereAccepted(CancellationToken cancellationToken)
    {
        await using var pcm = _alsa.OpenPlayback("null", new PcmFormat(48_000, 2));
        await using var feed = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var samples = new AnonymousPipeClientStream(PipeDirection.In, feed.ClientSafePipeHandle);
        var player = new Player(_alsa);
        var playing = player.PlayAsync(samples, long.MaxValue, pcm, cancellationToken);
        await feed.WriteAsync(new byte[3 * pcm.PeriodFrames * 4], cancellationToken);
        await Eventually.TrueAsync(() => player.FramesAccepted == 3 * pcm.PeriodFrames, "three periods are played", cancellationToken);

        pcm.Scope.Revoke(RevokeReason.Unplugged);
        await feed.WriteAsync(new byte[pcm.PeriodFrames * 4], cancellationToken);

        await Assert.ThatAsync(() => playing, Throws.InstanceOf<RevokedException>().With.Property("Reason").EqualTo(RevokeReason.Unplugged));
        Assert.That(player.FramesAccepted, Is.EqualTo(3 * pcm.PeriodFrames));
    }

    [Test]
    public async Task Program_ControlC_Ends(CancellationToken cancellationToken)
    {
        // 4 GiB that take no room, in as small pieces as there are.
        await File.WriteAllBytesAsync(_folder["long.wav"], WavBytes.File(WavBytes.Format(1, 8, channels: 1, rate: 8_000), WavBytes.Chunk("data", [], uint.MaxValue)), cancellationToken);
        await using (var file = File.OpenWrite(_folder["long.wav"]))
        {
            file.SetLength(uint.MaxValue);
        }

        using var player = SampleProgram.Start("SoundPlayer", _folder["long.wav"], "null");
        await Eventually.TrueAsync(() => SampleProgram.FindOpen(player, "/long.wav") is not null, "it plays", cancellationToken);

        player.Signal(Native.SIGINT);

        Assert.That((await player.EndAsync(cancellationToken)).ExitCode, Is.EqualTo(130));
    }

    private static byte[] Noise(int bytesPerFrame)
    {
        var samples = new byte[Frames * bytesPerFrame];
        new Random(bytesPerFrame).NextBytes(samples);
        return samples;
    }

    /// <summary>What arrives at the PCM.</summary>
    private async Task<byte[]> PlayAsync(byte[] file, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(_folder["in.wav"], file, cancellationToken);
        var player = new Player(_alsa);
        await player.PlayAsync(_folder["in.wav"], $"file:'{_folder["out"]}',raw", cancellationToken);
        return await File.ReadAllBytesAsync(_folder["out"], cancellationToken);
    }
}
