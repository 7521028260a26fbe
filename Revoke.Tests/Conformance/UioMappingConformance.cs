using Revoke.Tests.Drivers.Uio;
using Revoke.Tests.Support;

namespace Revoke.Tests.Conformance;

/// <summary>Memory behind the node of a UIO device, which is a file in memory.</summary>
public sealed class UioMappingConformance : MappingConformance
{
    public override Subject Create()
    {
        var tree = new UioTree();
        tree.AddSilently();
        using var memory = new Descriptor(Descriptor.Check(Native.memfd_create("registers", 1), "memfd_create"));
        File.Delete(tree.NodePath(0));
        File.CreateSymbolicLink(tree.NodePath(0), $"/proc/self/fd/{memory.Number}");
        Write(tree.NodePath(0), new byte[Length]);
        var device = tree.Driver.Open("card");
        var own = device.Node;
        var fed = Descriptor.Open(tree.NodePath(0), Native.O_RDWR);
        return new Subject(device.Scope, own, bytes => fed.Write(bytes), () =>
        {
            fed.Dispose();
            tree.Dispose();
        });
    }

    private static void Write(string path, byte[] bytes)
    {
        using var file = Descriptor.Open(path, Native.O_RDWR);
        file.Write(bytes);
    }
}
