using Revoke.Drivers;

namespace Revoke.Tests.Conformance;

[TestFixture(FileAccess.ReadWrite)]
[TestFixture(FileAccess.Read)]
public sealed class BufferFileConformance(FileAccess access) : FileConformance
{
    protected override bool CanWrite => access == FileAccess.ReadWrite;

    public override Subject Create()
    {
        var buffer = new BufferFile(capacity: 256);
        var scope = new RevokeScope("buffer");
        return new Subject(scope, scope.Open(buffer.Open(access)), bytes => buffer.SetContent(bytes), static () => { });
    }
}
