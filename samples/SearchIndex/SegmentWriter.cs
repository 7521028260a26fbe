using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SearchIndex;

/// <summary>Writes the files of a generation.</summary>
public static class SegmentWriter
{
    internal const int HeaderSize = sizeof(long);

    /// <summary>Writes one.</summary>
    /// <param name="directory">Where to; it is made.</param>
    /// <param name="generation">The generation, from 1.</param>
    /// <param name="postings">The documents of each term.</param>
    /// <param name="norms">What each document counts.</param>
    public static void Write(string directory, long generation, IReadOnlyList<int[]> postings, byte[] norms)
    {
        ArgumentNullException.ThrowIfNull(postings);
        Directory.CreateDirectory(directory);
        using var terms = File.Create(Path.Combine(directory, "terms"));
        using var lists = File.Create(Path.Combine(directory, "postings"));
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt64LittleEndian(header, generation);
        terms.Write(header);
        foreach (var list in postings)
        {
            var term = new Term(lists.Position, list.Length);
            terms.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Term>(in term)));
            lists.Write(MemoryMarshal.AsBytes(list.AsSpan()));
        }

        File.WriteAllBytes(Path.Combine(directory, "norms"), norms);
    }
}
