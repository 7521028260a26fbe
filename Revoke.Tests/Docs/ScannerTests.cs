using Revoke.Testing;

namespace Revoke.Tests.Docs;

[TestFixture]
internal sealed class ScannerTests
{
    [Test]
    public async Task ReaderSeesGoneAsync()
    {
        using var device = new FakeDevice("scanner");
        using var scope = device.Monitor.Follow(device.Id);
        using var reader = new StreamReader(scope.OpenStream(device.NodePath));
        device.Feed("4006381333931\n"u8);
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("4006381333931"));
        device.UnplugWhenBlocked();
        await Assert.CatchAsync<RevokedException>(async () => await reader.ReadLineAsync());
        Assert.That((await scope.WaitForCompletionAsync()).Stuck, Is.Empty);
    }
}
