using ThermometerDriver;

namespace Revoke.Tests.Conformance;

/// <summary>The files of the sample driver whose reads sleep: the ready-made counter, and the operations that the driver writes itself.</summary>
[TestFixture("alarm", 4)]
[TestFixture("log", 64)]
public sealed class SleepingThermometerConformance(string name, int bufferSize) : SleepingFileConformance
{
    protected override bool CanWrite => false;

    protected override bool HasNotices => bufferSize == sizeof(int);

    protected override int BufferSize => bufferSize;

    public override Subject Create()
    {
        var scope = new RevokeScope("thermometer0");
        var thermometer = new Thermometer(scope);
        var file = thermometer.Files.Open(name);
        return new Subject(file.Scope, file, _ => thermometer.Measure(30_001), scope.Dispose);
    }

    protected override void CheckFed(byte[] bytes) =>
        Assert.That(bytes, Is.EqualTo(HasNotices ? BitConverter.GetBytes(1) : "30001\n"u8.ToArray()));
}
