using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings;

/// <summary>What can be mapped, and what is said of the rest.</summary>
public sealed class MapTests
{
    [Test]
    public void Map_RegularFile_ShowsItsBytes()
    {
        using var folder = new TemporaryFolder();
        using var scope = new RevokeScope("maps");
        File.WriteAllBytes(folder["file"], [1, 2, 3, 4, 5]);

        using var mapping = scope.Map(folder["file"]);

        using var view = mapping.View();
        Assert.That((mapping.Length, mapping.CanWrite, mapping.IsDeviceMemory), Is.EqualTo((5L, false, false)));
        Assert.That(view.Span.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4, 5 }));
    }
}
