using System.IO.MemoryMappedFiles;

namespace LargeFile;

/// <summary>With <see cref="MemoryMappedFile"/>, and every exception caught: the process ends all the same (exit code 134) when the file is truncated.</summary>
internal static class BareReader
{
    private const int PieceLength = 1 << 20;

    internal static void Run(string path, Task end)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        using var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        var length = new FileInfo(path).Length;
        var piece = new byte[PieceLength];
        while (!end.IsCompleted)
        {
            try
            {
                var sum = 0L;
                for (var at = 0L; at < length; at += PieceLength)
                {
                    var count = view.ReadArray(at, piece, 0, (int)Math.Min(PieceLength, length - at));
                    sum += Sum.Of(piece.AsSpan(0, count));
                }

                Console.WriteLine($"{length} bytes, sum {sum}");
            }
            catch (Exception exception) when (exception is IOException or AccessViolationException)
            {
                Console.WriteLine("caught"); // never
            }
        }
    }
}
