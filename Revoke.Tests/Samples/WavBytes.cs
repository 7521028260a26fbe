using System.Buffers.Binary;
using System.Text;

namespace Revoke.Tests.Samples;

/// <summary>WAV files, put together by hand.</summary>
internal static class WavBytes
{
    /// <summary>A whole file.</summary>
    public static byte[] File(params byte[][] chunks) => [.. "RIFF"u8, .. Word32((uint)(4 + chunks.Sum(static chunk => chunk.Length))), .. "WAVE"u8, .. chunks.SelectMany(static chunk => chunk)];

    /// <summary>A chunk, padded to an even length; it may say another length than it has.</summary>
    public static byte[] Chunk(string id, byte[] body, uint? length = null) =>
        [.. Encoding.ASCII.GetBytes(id), .. Word32(length ?? (uint)body.Length), .. body, .. new byte[body.Length % 2]];

    /// <summary>What samples are: kind 1 for integers, 3 for floating point.</summary>
    public static byte[] Format(int kind, int bits, int channels = 2, int rate = 48_000) => Chunk("fmt ", FormatBody(kind, bits, channels, rate));

    /// <summary>The same in the longer form, where the kind stands at the end.</summary>
    public static byte[] ExtensibleFormat(int kind, int bits, int channels = 2, int rate = 48_000) =>
        Chunk("fmt ", [.. FormatBody(0xFFFE, bits, channels, rate), .. Word16(22), .. Word16(bits), .. Word32(3), .. Word16(kind), .. new byte[14]]);

    public static byte[] Word16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    public static byte[] Word32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] FormatBody(int kind, int bits, int channels, int rate) =>
        [.. Word16(kind), .. Word16(channels), .. Word32((uint)rate), .. Word32((uint)(rate * channels * bits / 8)), .. Word16(channels * bits / 8), .. Word16(bits)];
}
