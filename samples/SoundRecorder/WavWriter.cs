using Microsoft.Win32.SafeHandles;
using Revoke.Drivers.Alsa;

namespace SoundRecorder;

/// <summary>A WAV file of 16 bits a sample. It is whole after each write, whatever becomes of the program.</summary>
internal sealed class WavWriter(string path, PcmFormat format) : IDisposable
{
    private const int HeaderLength = 44;
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
    private long _length;

    public long MostFrames { get; } = (uint.MaxValue - HeaderLength) / format.BytesPerFrame;

    public void Write(ReadOnlySpan<byte> frames)
    {
        RandomAccess.Write(_file, frames, HeaderLength + _length);
        _length += frames.Length;
        var (rate, channels, frame) = (format.Rate, format.Channels, format.BytesPerFrame);
        byte[] kind = [.. U16(1), .. U16(channels), .. U32(rate), .. U32(rate * frame), .. U16(frame), .. U16(16)];
        byte[] header = [.. "RIFF"u8, .. U32(HeaderLength - 8 + _length), .. "WAVEfmt "u8, .. U32(kind.Length), .. kind, .. "data"u8, .. U32(_length)];
        RandomAccess.Write(_file, header, 0);
    }

    public void Dispose() => _file.Dispose();

    private static byte[] U16(int value) => BitConverter.GetBytes((ushort)value);

    private static byte[] U32(long value) => BitConverter.GetBytes((uint)value);
}
