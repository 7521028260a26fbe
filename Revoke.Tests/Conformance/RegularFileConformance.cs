using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>Marked as able to block: the asynchronous forms run on the pool.</summary>
public sealed class RegularFileConformance : FileConformance
{
    public override Subject Create()
    {
        var folder = new TemporaryFolder();
        var path = folder["file"];
        File.WriteAllText(path, "");
        var scope = new RevokeScope("file");
        return new Subject(scope, scope.Open(path), bytes => File.WriteAllBytes(path, bytes), folder.Dispose);
    }
}
