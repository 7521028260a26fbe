using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa;

namespace SoundPlayer;

internal sealed record WavHeader(PcmFormat Format, long Frames)
{
    /// <summary>Reads up to the samples; a file that was broken off has as many as there are.</summary>
    public static WavHeader Read(FileStream file)
    {
        IOException Bad(string why) => new($"'{file.Name}' {why}.");
        Span<byte> bytes = stackalloc byte[26];
        if (file.ReadAtLeast(bytes[..12], 12, throwOnEndOfStream: false) < 12 || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WAVE"u8)) throw Bad("is not a WAV file");
        for (PcmFormat? format = null; file.ReadAtLeast(bytes[..8], 8, throwOnEndOfStream: false) == 8;)
        {
            var (length, start) = (MemoryMarshal.Read<uint>(bytes[4..]), file.Position);
            if (bytes.StartsWith("data"u8) && format is not null) return new(format, Math.Min(length, file.Length - start) / format.BytesPerFrame);
            if (bytes.StartsWith("fmt "u8) && file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) >= 16) format = ReadFormat(bytes) ?? throw Bad("has samples that cannot be played");
            file.Position = start + length + (length % 2);
        }

        throw Bad("has no samples, or does not say what they are");
    }

    private static PcmFormat? ReadFormat(ReadOnlySpan<byte> chunk)
    {
        var words = MemoryMarshal.Cast<byte, ushort>(chunk);
        var (kind, channels, rate, frame) = (words[0] == 0xFFFE ? words[12] : words[0], words[1], MemoryMarshal.Read<int>(chunk[4..]), words[6]); // 0xFFFE: extensible
        PcmSampleFormat? sample = (kind, channels > 0 && frame % channels == 0 ? frame / channels : 0) switch
        {
            (1, 1) => PcmSampleFormat.Unsigned8, (1, 2) => PcmSampleFormat.Signed16, (1, 3) => PcmSampleFormat.Signed24,
            (1, 4) => PcmSampleFormat.Signed32, (3, 4) => PcmSampleFormat.FloatingPoint32, (3, 8) => PcmSampleFormat.FloatingPoint64,
            _ => null,
        };
        return sample is { } known && rate > 0 ? new(rate, channels, known) : null;
    }
}
