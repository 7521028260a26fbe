using Revoke.Testing;

namespace Revoke.Tests.Conformance;

public sealed class FakeDeviceConformance : SleepingFileConformance
{
    public override Subject Create()
    {
        var device = new FakeDevice("conformance");
        var scope = device.Monitor.Follow(device.Id);
        return new Subject(scope, scope.OpenNode(), bytes => device.Feed(bytes), device.Dispose);
    }
}
