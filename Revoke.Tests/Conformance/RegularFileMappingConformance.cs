using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>Memory of a file on a disk.</summary>
public sealed class RegularFileMappingConformance : MappingConformance
{
    public override Subject Create()
    {
        var folder = new TemporaryFolder();
        var path = folder["file"];
        File.WriteAllBytes(path, new byte[Length]);
        var scope = new RevokeScope("file");
        return new Subject(scope, scope.Open(path), bytes => Write(path, bytes), folder.Dispose);
    }

    private static void Write(string path, byte[] bytes)
    {
        using var stream = File.OpenWrite(path);
        stream.Write(bytes);
    }
}
