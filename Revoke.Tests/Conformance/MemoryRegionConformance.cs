using Revoke.Drivers;

namespace Revoke.Tests.Conformance;

[TestFixture(true)]
[TestFixture(false)]
public sealed class MemoryRegionConformance(bool canWrite) : FileConformance
{
    protected override bool CanWrite => canWrite;

    public override Subject Create()
    {
        var memory = new byte[256];
        var scope = new RevokeScope("region");
        var region = canWrite ? new MemoryRegion(memory.AsMemory()) : new MemoryRegion((ReadOnlyMemory<byte>)memory);
        return new Subject(scope, scope.Open(region), bytes => bytes.CopyTo(memory, 0), static () => { });
    }
}
