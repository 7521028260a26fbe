using Revoke;

namespace LargeFile;

/// <summary>With the library, by checked copies: a file that has been truncated is an exception that says which byte it met, and the program goes on with what is left.</summary>
internal static class CheckedReader
{
    private const int PieceLength = 1 << 20;

    internal static void Run(string path, Task end)
    {
        using var scope = new RevokeScope(path);
        var piece = new byte[PieceLength];
        while (!end.IsCompleted)
        {
            using var mapping = scope.Map(path);
            try
            {
                while (!end.IsCompleted)
                {
                    Console.WriteLine($"{mapping.Length} bytes, sum {Read(mapping, piece)}");
                }
            }
            catch (BusErrorException exception)
            {
                Console.WriteLine($"nothing at byte {exception.Offset} any more"); // and map it again
            }
        }
    }

    private static long Read(RevocableMapping mapping, byte[] piece)
    {
        var sum = 0L;
        for (var at = 0L; at < mapping.Length; at += PieceLength)
        {
            var part = piece.AsSpan(0, (int)Math.Min(PieceLength, mapping.Length - at));
            mapping.CopyTo(at, part);
            sum += Sum.Of(part);
        }

        return sum;
    }
}
