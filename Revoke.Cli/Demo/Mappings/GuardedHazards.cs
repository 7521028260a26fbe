using System.Globalization;

namespace Revoke.Cli.Demo.Mappings;

/// <summary>The same with the library.</summary>
internal static class GuardedHazards
{
    private const int PieceLength = 1 << 16;

    internal static string ReadTruncated(string path)
    {
        using var scope = new RevokeScope(path);
        using var mapping = scope.Map(path);
        var piece = new byte[PieceLength];
        MappingChild.TellReading();
        try
        {
            while (true)
            {
                for (var at = 0L; at < mapping.Length; at += PieceLength)
                {
                    mapping.CopyTo(at, piece);
                }
            }
        }
        catch (BusErrorException exception)
        {
            var isLeft = mapping.TryCopyTo(0, piece) && !mapping.TryCopyTo(exception.Offset, piece);
            return string.Create(
                CultureInfo.InvariantCulture, $"{nameof(BusErrorException)} at byte {exception.Offset}; {(isLeft ? "what is left is read on" : "and nothing else can be read")}");
        }
    }

    internal static string ReadEnded(string path)
    {
        var scope = new RevokeScope(path);
        var mapping = scope.Map(path);
        using var inside = new ManualResetEventSlim();
        var ending = new Thread(() =>
        {
            inside.Wait();
            MappingChild.TellReading();
            scope.Dispose(); // returns when the reader has left
            mapping.Dispose();
        });
        ending.Start();
        try
        {
            while (true)
            {
                using var view = mapping.View();
                inside.Set();
                _ = view.Span.Count((byte)1);
            }
        }
        catch (Exception exception) when (exception is RevokedException or ObjectDisposedException)
        {
            ending.Join();
            return $"{exception.GetType().Name}, once the reader had left";
        }
    }
}
