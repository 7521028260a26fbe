using Revoke.Drivers;

namespace Revoke.Tests.Conformance;

public sealed class EventCounterConformance : SleepingFileConformance
{
    protected override bool CanWrite => false;

    protected override int BufferSize => sizeof(int);

    public override Subject Create()
    {
        var counter = new EventCounter();
        var scope = new RevokeScope("counter");
        return new Subject(scope, scope.Open(counter.Open()), _ => counter.Add(), static () => { });
    }

    protected override void CheckFed(byte[] bytes) => Assert.That(BitConverter.ToInt32(bytes), Is.EqualTo(1));
}
